using System.Collections.Immutable;

namespace EdgeConv.Benchmarks.Layers;

/// <summary>The layers of both tables, and a network's convolutions with weights that not every kernel takes.</summary>
public static class AllLayers
{
    /// <summary>Convolutions first.</summary>
    public static ImmutableArray<ILayer> Layers { get; } =
    [
        .. LayerShapes.All,
        .. LayerShapes.All.Where(layer => layer.Network == "mobilenet_v2").Select(layer => new AnyWeightLayer(layer)),
        .. OperatorShapes.All,
    ];
}
