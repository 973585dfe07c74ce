using EdgeConv.Models;

namespace EdgeConv.Benchmarks.Layers;

/// <summary>
/// A convolution of the table with a weight of -128. Int8 models need not have one, and the fastest kernels of some instruction sets cannot take it; weights of uint8 models
/// have a zero point, which asks the same of kernels.
/// </summary>
/// <param name="Shape">The convolution.</param>
public sealed record AnyWeightLayer(LayerShape Shape) : ILayer
{
    private const int WeightsInput = 1;

    /// <inheritdoc/>
    public string Network => $"{Shape.Network}_any_weight";

    /// <inheritdoc/>
    public long Macs => Shape.Macs;

    /// <inheritdoc/>
    public Model ToModel()
    {
        var model = Shape.ToModel();
        var weights = model.Tensors[model.Operators[0].Inputs[WeightsInput]];
        var data = weights.Data!.Value.ToArray();
        data[0] = unchecked((byte)sbyte.MinValue);
        return model with { Tensors = model.Tensors.SetItem(weights.Index, weights with { Data = data }) };
    }

    /// <summary>As in <c>mobilenet_v2 block_0_depthwise: 112x112x32 depthwise 3x3 32 stride 1, any weight</c>.</summary>
    public override string ToString() => $"{Shape}, any weight";
}
