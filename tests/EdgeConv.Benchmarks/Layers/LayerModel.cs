using EdgeConv.Host.Measurement;
using EdgeConv.Models;

namespace EdgeConv.Benchmarks.Layers;

/// <summary>An int8 network of one layer.</summary>
internal static class LayerModel
{
    /// <summary>Builds it, with pseudo-random weights.</summary>
    public static Model Of(LayerShape layer)
    {
        var network = new SyntheticNetwork(layer.Height, layer.Width, layer.Channels);
        network = layer.IsDepthwise
            ? network.Depthwise(layer.FilterHeight, layer.FilterWidth, layer.Stride, layer.Padding, layer.OutputChannels / layer.Channels)
            : network.Convolution(layer.FilterHeight, layer.FilterWidth, layer.OutputChannels, layer.Stride, layer.Padding);
        return network.Build(layer.ToString());
    }
}
