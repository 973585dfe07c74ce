using System.Collections.Immutable;

namespace EdgeConv.Benchmarks.Layers;

/// <summary>
/// The table of operators that are no convolutions: every different one of the networks of <see cref="LayerShapes"/>, and what only networks of other kinds have, of
/// MobileNet v3 small (224) and DeepLab v3 on MobileNet v2 (513) as published; at the end sizes of no network in particular, for the rest.
/// </summary>
public static class OperatorShapes
{
    /// <summary>All operators, in the order of the networks.</summary>
    public static ImmutableArray<OperatorShape> All { get; } = LayerTable.Read("operator-shapes.csv", OperatorShape.Parse);
}
