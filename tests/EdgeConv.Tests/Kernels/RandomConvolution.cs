using System.Collections.Immutable;
using EdgeConv.Kernels;
using EdgeConv.Planning.Lowering;

namespace EdgeConv.Tests.Kernels;

/// <summary>Convolutions drawn at random: extents, strides, dilation, padding, zero points, extreme weights and factors of every kind.</summary>
internal sealed record RandomConvolution(ConvolutionArguments Shape, ConvolutionOperands Operands, sbyte[] Input)
{
    /// <summary>The case of a seed.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="kind">What is computed.</param>
    public static RandomConvolution Of(int seed, ConvolutionKind kind)
    {
        var random = new Random(seed);
        var isDepthwise = kind == ConvolutionKind.Depthwise;
        var isPointwise = !isDepthwise && random.Next(3) == 0;
        var groups = kind != ConvolutionKind.Ordinary || random.Next(8) > 0 ? 1 : random.Next(2, 4);
        var inputChannels = groups * (random.Next(4) == 0 ? random.Next(1, 150) : random.Next(1, 40));
        var outputChannels = isDepthwise ? inputChannels * (random.Next(4) == 0 ? random.Next(2, 4) : 1) : groups * (random.Next(4) == 0 ? random.Next(1, 150) : random.Next(1, 40));
        var square = isDepthwise ? random.Next(5) switch { 0 or 1 => 3, 2 or 3 => 5, _ => 0 } : 0;
        var (filterHeight, filterWidth) = isPointwise ? (1, 1) : square > 0 ? (square, square) : (random.Next(1, 6), random.Next(1, 6));
        var g = new WindowGeometry
        {
            Batches = random.Next(1, 3),
            InputHeight = random.Next(1, 12),
            InputWidth = random.Next(1, 14),
            InputChannels = inputChannels,
            OutputChannels = outputChannels,
            FilterHeight = filterHeight,
            FilterWidth = filterWidth,
            StrideHeight = isPointwise && random.Next(2) == 0 ? 1 : random.Next(1, 4),
            StrideWidth = isPointwise && random.Next(2) == 0 ? 1 : random.Next(1, 4),
            DilationHeight = random.Next(3) == 0 ? random.Next(1, 4) : 1,
            DilationWidth = random.Next(3) == 0 ? random.Next(1, 4) : 1,
        };
        if (isDepthwise && random.Next(2) == 0)
        {
            g.StrideHeight = g.StrideWidth = random.Next(1, 3);
            g.DilationHeight = g.DilationWidth = 1;
        }

        var (spanHeight, spanWidth) = ((g.FilterHeight - 1) * g.DilationHeight + 1, (g.FilterWidth - 1) * g.DilationWidth + 1);
        g.PadTop = random.Next(spanHeight);
        g.PadLeft = random.Next(spanWidth);
        g.OutputHeight = Math.Max(1, (g.InputHeight + g.PadTop + random.Next(spanHeight) - spanHeight) / g.StrideHeight + 1);
        g.OutputWidth = Math.Max(1, (g.InputWidth + g.PadLeft + random.Next(spanWidth) - spanWidth) / g.StrideWidth + 1);

        if (kind == ConvolutionKind.Transposed)
        {
            if (random.Next(8) == 0)
                (g.StrideHeight, g.StrideWidth) = (random.Next(1, 9), random.Next(1, 9));
            g.DilationHeight = g.DilationWidth = 1;
            (g.PadTop, g.PadLeft) = (random.Next(g.FilterHeight), random.Next(g.FilterWidth));
            g.OutputHeight = Math.Max(1, (g.InputHeight - 1) * g.StrideHeight + random.Next(1, g.FilterHeight + 2) - g.PadTop);
            g.OutputWidth = Math.Max(1, (g.InputWidth - 1) * g.StrideWidth + random.Next(1, g.FilterWidth + 2) - g.PadLeft);
        }

        // Products of one row with a matrix have kernels of their own.
        if (kind == ConvolutionKind.Ordinary && random.Next(5) == 0)
            g.Batches = g.OutputHeight = g.OutputWidth = 1;

        var weights = new sbyte[outputChannels * filterHeight * filterWidth * (isDepthwise ? 1 : inputChannels / groups)];
        var weightKind = random.Next(4);
        foreach (ref var weight in weights.AsSpan())
            weight = (sbyte)(weightKind switch { 0 => random.Next(-128, 128), 1 => random.Next(2) == 0 ? -128 : 127, _ => random.Next(-127, 128) });
        var input = new sbyte[g.Batches * g.InputHeight * g.InputWidth * inputChannels];
        var extremes = random.Next(4) == 0;
        foreach (ref var value in input.AsSpan())
            value = (sbyte)(extremes ? (random.Next(2) == 0 ? -128 : 127) : random.Next(-128, 128));

        var factors = random.Next(5);
        var scale = Math.Log2(Math.Max(1, filterHeight * filterWidth * (isDepthwise ? 1 : inputChannels / groups))) / 2 + 6;
        int Shift() => factors switch { 0 => random.Next(-31, 31), 1 => random.Next(-3, 2), _ => -(int)Math.Clamp(scale + random.Next(-1, 3), 1, 22) };
        var outputZeroPoint = random.Next(-128, 128);
        var outputMin = random.Next(3) == 0 ? Math.Max(-128, outputZeroPoint) : random.Next(3) == 0 ? random.Next(-128, 0) : -128;
        var shape = new ConvolutionArguments
        {
            Geometry = g,
            Groups = isDepthwise ? inputChannels : groups,
            InputZeroPoint = random.Next(-128, 128),
            WeightZeroPoint = random.Next(3) == 0 ? random.Next(3) == 0 ? (random.Next(2) * 255) - 128 : random.Next(-128, 128) : 0,
            OutputZeroPoint = outputZeroPoint,
            OutputMin = outputMin,
            OutputMax = random.Next(3) == 0 ? random.Next(outputMin, 128) : 127,
        };
        ImmutableArray<int> Each(Func<int> make) => [.. Enumerable.Range(0, outputChannels).Select(_ => make())];
        var operands = new ConvolutionOperands(
            weights.Select(weight => (byte)weight).ToArray(),
            Each(() => factors == 0 ? (int)random.NextInt64(int.MinValue, 1L << 31) : random.Next(-20000, 20000)),
            Each(() => factors == 0 && random.Next(4) == 0 ? 0 : random.Next(3) == 0 ? 1 << 30 : random.Next(1 << 30, int.MaxValue)),
            Each(Shift));
        shape = operands.Describe(shape, isDepthwise);
        if (random.Next(5) > 0)
            return new RandomConvolution(shape, operands, input);

        shape.Requantization = EdgeConv.Kernels.Numerics.Requantization.Float;
        var factor = (float)Math.Pow(2, -scale);
        operands = operands with { Multipliers = Each(() => BitConverter.SingleToInt32Bits(factor * (0.5f + random.NextSingle()))) };
        return new RandomConvolution(shape, operands, input);
    }

    /// <summary>The case in words, for a failure's message.</summary>
    public override string ToString()
    {
        var g = Shape.Geometry;
        return $"{g.Batches}x{g.InputHeight}x{g.InputWidth}x{g.InputChannels} -> {g.OutputHeight}x{g.OutputWidth}x{g.OutputChannels}, filter {g.FilterHeight}x{g.FilterWidth}, stride {g.StrideHeight}x{g.StrideWidth}, "
            + $"dilation {g.DilationHeight}x{g.DilationWidth}, padding {g.PadTop},{g.PadLeft}, groups {Shape.Groups}, zero points {Shape.InputZeroPoint} {Shape.WeightZeroPoint} {Shape.OutputZeroPoint}, "
            + $"range {Shape.OutputMin}..{Shape.OutputMax}, {Shape.Requantization}, least weight {Shape.LeastWeight}";
    }
}
