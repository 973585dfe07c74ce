namespace EdgeConv.Kernels.Pooling;

/// <summary>The reference for float32 average pooling, summed row by row (AveragePool, tensorflow/lite/kernels/internal/reference/pooling.h).</summary>
public static unsafe class AveragePoolFloat_Scalar
{
    /// <summary>Computes all output positions.</summary>
    public static void Run(in PoolFloatArguments a)
    {
        var output = a.Output;
        for (var batch = 0; batch < a.Geometry.Batches; batch++)
        {
            for (var y = 0; y < a.Geometry.OutputHeight; y++)
            {
                for (var x = 0; x < a.Geometry.OutputWidth; x++)
                {
                    for (var channel = 0; channel < a.Geometry.OutputChannels; channel++)
                        *output++ = Math.Clamp(Mean(in a, batch, y, x, channel), a.OutputMin, a.OutputMax);
                }
            }
        }
    }

    private static float Mean(in PoolFloatArguments a, int batch, int y, int x, int channel)
    {
        ref readonly var g = ref a.Geometry;
        var sum = 0f;
        var count = 0;
        for (var fy = 0; fy < g.FilterHeight; fy++)
        {
            var row = y * g.StrideHeight - g.PadTop + fy;
            if (row < 0 || row >= g.InputHeight)
                continue;
            for (var fx = 0; fx < g.FilterWidth; fx++)
            {
                var column = x * g.StrideWidth - g.PadLeft + fx;
                if (column < 0 || column >= g.InputWidth)
                    continue;
                sum += a.Input[((batch * g.InputHeight + row) * g.InputWidth + column) * g.InputChannels + channel];
                count++;
            }
        }

        return sum / count;
    }
}
