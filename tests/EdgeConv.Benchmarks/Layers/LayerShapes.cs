using System.Collections.Immutable;

namespace EdgeConv.Benchmarks.Layers;

/// <summary>
/// The table of convolutions: every different one of MobileNet v1 and v2 (1.0, 224), EfficientNet-Lite0 (224), Inception v3 (299, TF-slim's names) and
/// ResNet-50 (224, v1.5: the 3x3 convolution strides).
/// </summary>
public static class LayerShapes
{
    /// <summary>All layers, in the order of the networks.</summary>
    public static ImmutableArray<LayerShape> All { get; } = LayerTable.Read("layer-shapes.csv", LayerShape.Parse);
}
