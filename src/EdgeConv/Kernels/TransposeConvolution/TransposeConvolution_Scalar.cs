namespace EdgeConv.Kernels.TransposeConvolution;

/// <summary>The oracle for int8 transposed convolution: the formula of <see cref="ConvolutionArguments"/>, gathered for each output.</summary>
public static unsafe class TransposeConvolution_Scalar
{
    /// <summary>Computes all output positions.</summary>
    public static void Run(in ConvolutionArguments a)
    {
        var output = a.Output;
        for (var batch = 0; batch < a.Geometry.Batches; batch++)
        {
            for (var y = 0; y < a.Geometry.OutputHeight; y++)
            {
                for (var x = 0; x < a.Geometry.OutputWidth; x++)
                {
                    for (var o = 0; o < a.Geometry.OutputChannels; o++)
                        *output++ = a.Requantize(a.Bias[o] + Sum(in a, batch, y, x, o), o);
                }
            }
        }
    }

    private static int Sum(in ConvolutionArguments a, int batch, int y, int x, int o)
    {
        ref readonly var g = ref a.Geometry;
        var sum = 0;
        for (var fy = 0; fy < g.FilterHeight; fy++)
        {
            var top = y + g.PadTop - fy;
            if (top < 0 || top % g.StrideHeight != 0 || top / g.StrideHeight >= g.InputHeight)
                continue;
            for (var fx = 0; fx < g.FilterWidth; fx++)
            {
                var left = x + g.PadLeft - fx;
                if (left < 0 || left % g.StrideWidth != 0 || left / g.StrideWidth >= g.InputWidth)
                    continue;
                var pixel = a.Input + ((batch * g.InputHeight + top / g.StrideHeight) * g.InputWidth + left / g.StrideWidth) * g.InputChannels;
                var weights = a.Weights + ((o * g.FilterHeight + fy) * g.FilterWidth + fx) * g.InputChannels;
                for (var i = 0; i < g.InputChannels; i++)
                    sum += (pixel[i] - a.InputZeroPoint) * (weights[i] - a.WeightZeroPoint);
            }
        }

        return sum;
    }
}
