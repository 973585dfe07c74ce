namespace EdgeConv.Kernels.Depthwise;

/// <summary>The reference for float32 depthwise convolution: the formula of <see cref="ConvolutionFloatArguments"/>, summed in the order of the weights.</summary>
public static unsafe class DepthwiseFloat_Scalar
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
        var channel = o / (g.OutputChannels / g.InputChannels);
        var sum = 0f;
        for (var fy = 0; fy < g.FilterHeight; fy++)
        {
            var row = y * g.StrideHeight - g.PadTop + fy * g.DilationHeight;
            if (row < 0 || row >= g.InputHeight)
                continue;
            for (var fx = 0; fx < g.FilterWidth; fx++)
            {
                var column = x * g.StrideWidth - g.PadLeft + fx * g.DilationWidth;
                if (column < 0 || column >= g.InputWidth)
                    continue;
                var value = a.Input[((batch * g.InputHeight + row) * g.InputWidth + column) * g.InputChannels + channel];
                sum += value * a.Weights[(fy * g.FilterWidth + fx) * g.OutputChannels + o];
            }
        }

        return sum;
    }
}
