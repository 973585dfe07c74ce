namespace EdgeConv.Kernels.Pooling;

/// <summary>The oracle for int8 average pooling (AveragePool, tensorflow/lite/kernels/internal/reference/integer_ops/pooling.h; reference/pooling.h for uint8).</summary>
public static unsafe class AveragePool_Scalar
{
    /// <summary>Computes all output positions.</summary>
    public static void Run(in PoolArguments a)
    {
        var output = a.Output;
        for (var batch = 0; batch < a.Geometry.Batches; batch++)
        {
            for (var y = 0; y < a.Geometry.OutputHeight; y++)
            {
                for (var x = 0; x < a.Geometry.OutputWidth; x++)
                {
                    for (var channel = 0; channel < a.Geometry.OutputChannels; channel++)
                        *output++ = (sbyte)Math.Clamp(Mean(in a, batch, y, x, channel), a.OutputMin, a.OutputMax);
                }
            }
        }
    }

    private static int Mean(in PoolArguments a, int batch, int y, int x, int channel)
    {
        ref readonly var g = ref a.Geometry;
        var sum = 0;
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
                sum += a.Input[((batch * g.InputHeight + row) * g.InputWidth + column) * g.InputChannels + channel] + a.StoredOffset;
                count++;
            }
        }

        return (sum > 0 ? sum + count / 2 : sum - count / 2) / count - a.StoredOffset;
    }
}
