using System.Globalization;
using EdgeConv.Models;

namespace EdgeConv.Benchmarks.Layers;

/// <summary>A convolution as it stands in a network; extents in elements.</summary>
/// <param name="Network">The network.</param>
/// <param name="Layer">Its first layer of this shape.</param>
/// <param name="IsDepthwise">Whether each channel has a filter of its own.</param>
/// <param name="Height">Rows of the input.</param>
/// <param name="Width">Columns of the input.</param>
/// <param name="Channels">Channels of the input.</param>
/// <param name="FilterHeight">Rows of the filter.</param>
/// <param name="FilterWidth">Columns of the filter.</param>
/// <param name="OutputChannels">Channels of the output.</param>
/// <param name="Stride">Rows and columns from one output position to the next.</param>
/// <param name="Padding">What happens at the border.</param>
/// <param name="Repeats">How many layers of the network have this shape.</param>
/// <param name="HasActivation">Whether RELU or RELU6 cuts the outputs off below 0.</param>
public sealed record LayerShape(
    string Network,
    string Layer,
    bool IsDepthwise,
    int Height,
    int Width,
    int Channels,
    int FilterHeight,
    int FilterWidth,
    int OutputChannels,
    int Stride,
    Padding Padding,
    int Repeats,
    bool HasActivation) : ILayer
{
    /// <summary>Rows of the output.</summary>
    public int OutputHeight => Extent(Height, FilterHeight);

    /// <summary>Columns of the output.</summary>
    public int OutputWidth => Extent(Width, FilterWidth);

    /// <summary>Multiply-accumulates of one such layer, those with padding included.</summary>
    public long Macs => (long)OutputHeight * OutputWidth * OutputChannels * FilterHeight * FilterWidth * (IsDepthwise ? 1 : Channels);

    /// <summary>Reads a line of the table.</summary>
    /// <exception cref="FormatException">It is no such line.</exception>
    public static LayerShape Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.Split(',') is not [var network, var layer, "conv" or "depthwise", _, _, _, _, _, _, _, "same" or "valid", _, "relu" or "none"] fields)
            throw new FormatException($"'{line}' is no layer: network,layer,conv|depthwise,height,width,channels,filter height,filter width,output channels,stride,same|valid,repeats,relu|none.");
        int Number(int field) => int.Parse(fields[field], NumberStyles.None, CultureInfo.InvariantCulture);
        return new LayerShape(
            network,
            layer,
            fields[2] == "depthwise",
            Number(3),
            Number(4),
            Number(5),
            Number(6),
            Number(7),
            Number(8),
            Number(9),
            fields[10] == "same" ? Padding.Same : Padding.Valid,
            Number(11),
            fields[12] == "relu");
    }

    /// <inheritdoc/>
    public Model ToModel() => LayerModel.Of(this);

    /// <summary>As in <c>mobilenet_v1 pw_1: 112x112x32 1x1 64 stride 1</c>.</summary>
    public override string ToString() =>
        $"{Network} {Layer}: {Height}x{Width}x{Channels} {(IsDepthwise ? "depthwise " : "")}{FilterHeight}x{FilterWidth} {OutputChannels} stride {Stride}";

    private int Extent(int input, int filter) => Padding == Padding.Same ? (input + Stride - 1) / Stride : (input - filter) / Stride + 1;
}
