using System.Collections.Immutable;

namespace EdgeConv.Models;

/// <summary>What a model file tells beyond the graph: how its picture input is normalized, and what its classes are called.</summary>
/// <param name="Name">The model's name; may be empty.</param>
/// <param name="Normalization">How pixels become reals; null when the file is silent.</param>
/// <param name="Labels">A label for each class, in order; empty when the file carries none.</param>
public sealed record ModelMetadata(string Name, PixelNormalization? Normalization, ImmutableArray<string> Labels)
{
    /// <summary>The metadata of a file that carries none.</summary>
    public static ModelMetadata None { get; } = new("", null, []);
}
