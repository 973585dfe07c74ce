namespace EdgeConv.Kernels.Convolution;

/// <summary>The oracle for int8 convolution: the formula of <see cref="ConvolutionArguments"/>, term by term.</summary>
public static unsafe class Convolution_Scalar
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
        var channels = g.InputChannels / a.Groups;
        var firstChannel = o / (g.OutputChannels / a.Groups) * channels;
        var (inputZeroPoint, weightZeroPoint) = (a.InputZeroPoint, a.WeightZeroPoint);
        var sum = 0;
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
                var pixel = a.Input + ((batch * g.InputHeight + row) * g.InputWidth + column) * g.InputChannels + firstChannel;
                var weights = a.Weights + ((o * g.FilterHeight + fy) * g.FilterWidth + fx) * channels;
                for (var i = 0; i < channels; i++)
                    sum += (pixel[i] - inputZeroPoint) * (weights[i] - weightZeroPoint);
            }
        }

        return sum;
    }
}
