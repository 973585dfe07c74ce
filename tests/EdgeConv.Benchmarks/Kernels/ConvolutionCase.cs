using System.Runtime.InteropServices;
using EdgeConv.Benchmarks.Layers;
using EdgeConv.Host.Verification;
using EdgeConv.Kernels;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Models;
using EdgeConv.Planning.Lowering;
using EdgeConv.Tensors;

namespace EdgeConv.Benchmarks.Kernels;

/// <summary>Pseudo-random operands of a convolution of the table, per channel as int8 models have them, and the arguments that planning would make of them.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Shape">The arguments; pointers are not set.</param>
/// <param name="Operands">Weights, no bias, and exact factors.</param>
/// <param name="Scale">What the factors stand for: the real multiplier from accumulators to outputs, a power of two.</param>
/// <param name="Input">The input's values.</param>
internal sealed record ConvolutionCase(LayerShape Layer, ConvolutionArguments Shape, ConvolutionOperands Operands, float Scale, byte[] Input)
{
    // A multiplier of a half and a shift that bring the sum of n products of bytes, which spreads about 5,400 sqrt(n), into eight bits.
    private const int Half = 1 << 30;
    private const double ProductSpread = 5400;
    private const double OutputSpread = 60;

    /// <summary>The case of a layer: always the same.</summary>
    public static ConvolutionCase Of(LayerShape layer)
    {
        var taps = layer.FilterHeight * layer.FilterWidth * (layer.IsDepthwise ? 1 : layer.Channels);
        var weights = Bytes(taps * layer.OutputChannels, 1);
        MemoryMarshal.Cast<byte, sbyte>(weights.AsSpan()).Replace(sbyte.MinValue, (sbyte)-sbyte.MaxValue);
        var shift = 1 - (int)Math.Round(Math.Log2(ProductSpread * Math.Sqrt(taps) / OutputSpread));
        var operands = new ConvolutionOperands(
            weights,
            [.. new int[layer.OutputChannels]],
            [.. Enumerable.Repeat(Half, layer.OutputChannels)],
            [.. Enumerable.Repeat(shift, layer.OutputChannels)]);
        return new ConvolutionCase(layer, operands.Describe(Arguments(layer), layer.IsDepthwise), operands, MathF.ScaleB(1, shift - 1), Bytes(layer.Height * layer.Width * layer.Channels, 2));
    }

    /// <summary>The same with float requantization (<see cref="Requantization.Float"/>) by the same factors.</summary>
    public ConvolutionCase WithFloatRequantization() => this with
    {
        Shape = Shape with { Requantization = Requantization.Float },
        Operands = Operands with
        {
            Multipliers = [.. Operands.Multipliers.Select(_ => BitConverter.SingleToInt32Bits(Scale))],
            Shifts = [.. new int[Operands.Shifts.Length]],
        },
    };

    // Inputs as behind a RELU6, whose 0 is the least value; outputs so, too, unless the layer has no activation: then 0 lies in the middle.
    private static ConvolutionArguments Arguments(LayerShape layer)
    {
        var same = layer.Padding == Padding.Same;
        return new ConvolutionArguments
        {
            Geometry = new WindowGeometry
            {
                Batches = 1,
                InputHeight = layer.Height,
                InputWidth = layer.Width,
                InputChannels = layer.Channels,
                OutputHeight = layer.OutputHeight,
                OutputWidth = layer.OutputWidth,
                OutputChannels = layer.OutputChannels,
                FilterHeight = layer.FilterHeight,
                FilterWidth = layer.FilterWidth,
                StrideHeight = layer.Stride,
                StrideWidth = layer.Stride,
                DilationHeight = 1,
                DilationWidth = 1,
                PadTop = same ? Before(layer.Height, layer.OutputHeight, layer.FilterHeight, layer.Stride) : 0,
                PadLeft = same ? Before(layer.Width, layer.OutputWidth, layer.FilterWidth, layer.Stride) : 0,
            },
            Groups = layer.IsDepthwise ? layer.Channels : 1,
            InputZeroPoint = sbyte.MinValue,
            OutputZeroPoint = layer.HasActivation ? sbyte.MinValue : 0,
            OutputMin = sbyte.MinValue,
            OutputMax = sbyte.MaxValue,
        };
    }

    // An odd surplus goes to the bottom and the right.
    private static int Before(int input, int output, int filter, int stride) => Math.Max(0, (output - 1) * stride + filter - input) / 2;

    private static byte[] Bytes(int count, ulong seed) => BuiltInInput.For(new ModelTensor(0, "", ElementType.Int8, new Shape(count), null, null), seed);
}
