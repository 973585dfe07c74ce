using System.Collections.Immutable;
using System.Runtime.InteropServices;
using EdgeConv.Host.Verification;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Host.Measurement;

/// <summary>Builds an int8 network of convolutions, one after another, with pseudo-random weights that are the same everywhere: for measuring, not for answers.</summary>
internal sealed class SyntheticNetwork
{
    // How far uniform bytes spread: 256 / sqrt(12). Sums of n products spread sqrt(n) times as far as one; scaled by both, outputs spread as inputs do.
    private const double Spread = 74;

    private static readonly QuantizationParameters Activations = new(1f / 64, 0);

    private readonly ImmutableArray<ModelTensor>.Builder _tensors = ImmutableArray.CreateBuilder<ModelTensor>();
    private readonly ImmutableArray<Operator>.Builder _operators = ImmutableArray.CreateBuilder<Operator>();
    private ModelTensor _last;

    /// <summary>Starts with an input.</summary>
    public SyntheticNetwork(int height, int width, int channels) => _last = Add("input", ElementType.Int8, new Shape(1, height, width, channels), Activations, null);

    /// <summary>Adds a convolution.</summary>
    public SyntheticNetwork Convolution(int filterHeight, int filterWidth, int filters, int stride = 1, Padding padding = Padding.Same) =>
        Then(new Conv2D(new Window(padding, stride, stride), Activation.None), new Shape(filters, filterHeight, filterWidth, _last.Shape[3]), 0);

    /// <summary>Adds a depthwise convolution.</summary>
    public SyntheticNetwork Depthwise(int filterHeight, int filterWidth, int stride = 1, Padding padding = Padding.Same, int multiplier = 1) =>
        Then(new DepthwiseConv2D(new Window(padding, stride, stride), multiplier, Activation.None), new Shape(1, filterHeight, filterWidth, _last.Shape[3] * multiplier), 3);

    /// <summary>The network; the last convolution's result is its output.</summary>
    public Model Build(string description) => new(description, _tensors.ToImmutable(), _operators.ToImmutable(), [0], [_last.Index], ModelMetadata.None);

    private SyntheticNetwork Then(Operator operation, Shape filter, int channelAxis)
    {
        var channels = filter[channelAxis];
        var scale = (float)(1 / (Spread * Math.Sqrt(filter.ElementCount / (double)channels)));
        var weights = Add("weights", ElementType.Int8, filter, PerChannel(scale, channels, channelAxis), Weights(filter));
        var bias = Add("bias", ElementType.Int32, new Shape(channels), PerChannel(Activations.Scale * scale, channels, 0), new byte[channels * sizeof(int)]);

        // Rows and columns are what planning makes of the window.
        var result = Add("result", ElementType.Int8, _last.Shape.With(3, channels), Activations, null);
        _operators.Add(operation with { Index = _operators.Count, Inputs = [_last.Index, weights.Index, bias.Index], Outputs = [result.Index] });
        _last = result;
        return this;
    }

    private static QuantizationParameters PerChannel(float scale, int channels, int axis) =>
        new([.. Enumerable.Repeat(scale, channels)], [.. Enumerable.Repeat(0, channels)], axis);

    // -127 to 127, as the TensorFlow Lite quantization specification has weights.
    private static byte[] Weights(Shape shape)
    {
        var bytes = BuiltInInput.For(new ModelTensor(0, "", ElementType.Int8, shape, null, null), (ulong)shape.ElementCount);
        MemoryMarshal.Cast<byte, sbyte>(bytes.AsSpan()).Replace(sbyte.MinValue, (sbyte)-sbyte.MaxValue);
        return bytes;
    }

    private ModelTensor Add(string name, ElementType type, Shape shape, QuantizationParameters quantization, byte[]? data)
    {
        var tensor = new ModelTensor(_tensors.Count, $"{name} {_operators.Count}", type, shape, quantization, data is null ? default(ReadOnlyMemory<byte>?) : data);
        _tensors.Add(tensor);
        return tensor;
    }
}
