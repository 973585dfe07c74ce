using System.Collections.Immutable;

namespace EdgeConv.Benchmarks.Layers;

/// <summary>
/// The table of layers: every different convolution of MobileNet v1 and v2 (1.0, 224), EfficientNet-Lite0 (224), Inception v3 (299, TF-slim's names) and
/// ResNet-50 (224, v1.5: the 3x3 convolution strides).
/// </summary>
public static class LayerShapes
{
    private const string Table = "layer-shapes.csv";

    /// <summary>All layers, in the order of the networks.</summary>
    public static ImmutableArray<LayerShape> All { get; } = Read();

    private static ImmutableArray<LayerShape> Read()
    {
        using var stream = typeof(LayerShapes).Assembly.GetManifestResourceStream(Table) ?? throw new InvalidOperationException($"{Table} was not built into the program.");
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Skip(1).Select(LayerShape.Parse)];
    }
}
