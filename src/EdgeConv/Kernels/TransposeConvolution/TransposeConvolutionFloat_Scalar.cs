namespace EdgeConv.Kernels.TransposeConvolution;

/// <summary>
/// The reference for float32 transposed convolution: the formula of <see cref="ConvolutionFloatArguments"/>. The reference scatters input after
/// input; taps taken backwards gather the same terms in the same order.
/// </summary>
public static unsafe class TransposeConvolutionFloat_Scalar
{
    /// <summary>Computes all output positions.</summary>
    public static void Run(in ConvolutionFloatArguments a)
    {
        var output = a.Output;
        for (var batch = 0; batch < a.Geometry.Batches; batch++)
        {
            for (var y = 0; y < a.Geometry.OutputHeight; y++)
            {
                for (var x = 0; x < a.Geometry.OutputWidth; x++)
                {
                    for (var o = 0; o < a.Geometry.OutputChannels; o++)
                        *output++ = Math.Clamp(Sum(in a, batch, y, x, o) + a.Bias[o], a.OutputMin, a.OutputMax);
                }
            }
        }
    }

    private static float Sum(in ConvolutionFloatArguments a, int batch, int y, int x, int o)
    {
        ref readonly var g = ref a.Geometry;
        var sum = 0f;
        for (var fy = g.FilterHeight - 1; fy >= 0; fy--)
        {
            var top = y + g.PadTop - fy;
            if (top < 0 || top % g.StrideHeight != 0 || top / g.StrideHeight >= g.InputHeight)
                continue;
            for (var fx = g.FilterWidth - 1; fx >= 0; fx--)
            {
                var left = x + g.PadLeft - fx;
                if (left < 0 || left % g.StrideWidth != 0 || left / g.StrideWidth >= g.InputWidth)
                    continue;
                var pixel = a.Input + ((batch * g.InputHeight + top / g.StrideHeight) * g.InputWidth + left / g.StrideWidth) * g.InputChannels;
                var weights = a.Weights + ((o * g.FilterHeight + fy) * g.FilterWidth + fx) * g.InputChannels;
                for (var i = 0; i < g.InputChannels; i++)
                    sum += pixel[i] * weights[i];
            }
        }

        return sum;
    }
}
