using System.Collections.Immutable;
using System.Runtime.InteropServices;
using EdgeConv.Host.Verification;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Host.Measurement;

/// <summary>
/// The textbook case for a 1x1 convolution: a 4x4 convolution over 256 channels, done directly, and through a bottleneck of 64 channels. With SAME padding and
/// a picture of S x S the bottleneck takes <c>S² (256 * 64 + 4 * 4 * 64 * 256)</c> multiplications and the direct way <c>S² * 4 * 4 * 256 * 256</c>,
/// 3.76 times as many.
/// </summary>
internal static class BottleneckExample
{
    /// <summary>How the command line calls it.</summary>
    public const string Name = "bottleneck";

    /// <summary>Channels of the input and of the output.</summary>
    public const int Channels = 256;

    /// <summary>Channels of the bottleneck.</summary>
    public const int Squeezed = 64;

    /// <summary>Rows and columns of the larger filter.</summary>
    public const int FilterSide = 4;

    // Uniform bytes spread so far around 0: 256 / sqrt(12).
    private const double Spread = 74;

    // Steps of a hundredth or so are what activations of a trained network have.
    private const float ActivationScale = 1f / 64;

    /// <summary>1x1 to 64 channels, then 4x4 back to 256.</summary>
    public static Model Bottleneck(int size) => Build(size, (1, Squeezed), (FilterSide, Channels));

    /// <summary>4x4 from 256 to 256 channels.</summary>
    public static Model Direct(int size) => Build(size, (FilterSide, Channels));

    private static Model Build(int size, params (int Side, int Filters)[] layers)
    {
        var tensors = ImmutableArray.CreateBuilder<ModelTensor>();
        var operators = ImmutableArray.CreateBuilder<Operator>();
        ModelTensor Add(string name, ElementType type, Shape shape, QuantizationParameters quantization, byte[]? data)
        {
            tensors.Add(new ModelTensor(tensors.Count, name, type, shape, quantization, data is null ? default(ReadOnlyMemory<byte>?) : data));
            return tensors[^1];
        }

        var value = Add("input", ElementType.Int8, new Shape(1, size, size, Channels), new QuantizationParameters(ActivationScale, 0), null);
        foreach (var (side, filters) in layers)
        {
            // Sums of n products spread sqrt(n) times as far as one; scaled so, the output spreads as the input does.
            var shape = new Shape(filters, side, side, value.Shape[3]);
            var scale = (float)(1 / (Spread * Math.Sqrt(shape.Product(1, 4))));
            var weights = Add($"{side}x{side} weights", ElementType.Int8, shape, new QuantizationParameters(scale, 0), Weights(shape));
            var bias = Add($"{side}x{side} bias", ElementType.Int32, new Shape(filters), new QuantizationParameters(ActivationScale * scale, 0), new byte[filters * sizeof(int)]);
            var output = Add($"{side}x{side}", ElementType.Int8, new Shape(1, size, size, filters), new QuantizationParameters(ActivationScale, 0), null);
            operators.Add(new Conv2D(new Window(Padding.Same, 1, 1), Activation.None) { Index = operators.Count, Inputs = [value.Index, weights.Index, bias.Index], Outputs = [output.Index] });
            value = output;
        }

        return new Model(Name, tensors.ToImmutable(), operators.ToImmutable(), [0], [value.Index], ModelMetadata.None);
    }

    // -127 to 127, as the TensorFlow Lite quantization specification has weights.
    private static byte[] Weights(Shape shape)
    {
        var bytes = BuiltInInput.For(new ModelTensor(0, "", ElementType.Int8, shape, null, null), (ulong)shape.ElementCount);
        MemoryMarshal.Cast<byte, sbyte>(bytes.AsSpan()).Replace(sbyte.MinValue, (sbyte)-sbyte.MaxValue);
        return bytes;
    }
}
