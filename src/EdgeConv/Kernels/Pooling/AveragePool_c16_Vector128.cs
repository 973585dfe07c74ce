using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels.Pooling;

/// <summary>Sixteen channels of a window at a time, on any instruction set with 128-bit vectors.</summary>
internal static unsafe class AveragePool_c16_Vector128
{
    /// <summary>Why it cannot run with such arguments, or null.</summary>
    public static string? Refusal(in PoolArguments a) => (long)a.Geometry.FilterHeight * a.Geometry.FilterWidth * 256 >= 1 << 23 ? "sums would not be exact in float32" : null;

    /// <summary>Rows of outputs.</summary>
    public static int Units(in PoolArguments a) => a.Geometry.Batches * a.Geometry.OutputHeight;

    /// <summary>Computes rows of outputs.</summary>
    public static void Run(in PoolArguments a, int begin, int end)
    {
        ref readonly var g = ref a.Geometry;
        for (var line = begin; line < end; line++)
        {
            var batch = line / g.OutputHeight;
            var top = (line - batch * g.OutputHeight) * g.StrideHeight - g.PadTop;
            var (firstRow, lastRow) = (Math.Max(0, top), Math.Min(g.InputHeight, top + g.FilterHeight));
            for (var x = 0; x < g.OutputWidth; x++)
            {
                var left = x * g.StrideWidth - g.PadLeft;
                var (firstColumn, lastColumn) = (Math.Max(0, left), Math.Min(g.InputWidth, left + g.FilterWidth));
                var window = a.Input + (((long)batch * g.InputHeight + firstRow) * g.InputWidth + firstColumn) * g.InputChannels;
                Position(in a, window, lastRow - firstRow, lastColumn - firstColumn, a.Output + ((long)line * g.OutputWidth + x) * g.OutputChannels);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Position(in PoolArguments a, sbyte* window, int rows, int columns, sbyte* output)
    {
        ref readonly var g = ref a.Geometry;
        var rowBytes = (nint)g.InputWidth * g.InputChannels;
        var count = rows * columns;
        var (divisor, half) = (Vector128.Create((float)count), Vector128.Create(count / 2));
        var offset = Vector128.Create(a.StoredOffset);
        var added = Vector128.Create(a.StoredOffset * count);
        var (min, max) = (Vector128.Create(a.OutputMin), Vector128.Create(a.OutputMax));
        for (var channel = 0; channel < g.InputChannels; channel += 16)
        {
            var (s0, s1, s2, s3) = (added, added, added, added);
            var row = window + channel;
            for (var y = 0; y < rows; y++, row += rowBytes)
            {
                var place = row;
                for (var x = 0; x < columns; x++, place += g.InputChannels)
                {
                    var values = Vector128.Load(place);
                    var low = Vector128.WidenLower(values);
                    var high = Vector128.WidenUpper(values);
                    s0 += Vector128.WidenLower(low);
                    s1 += Vector128.WidenUpper(low);
                    s2 += Vector128.WidenLower(high);
                    s3 += Vector128.WidenUpper(high);
                }
            }

            var words = Vector128.Narrow(Mean(s0, half, divisor, offset, min, max), Mean(s1, half, divisor, offset, min, max));
            var more = Vector128.Narrow(Mean(s2, half, divisor, offset, min, max), Mean(s3, half, divisor, offset, min, max));
            PoolOutput.Store(Vector128.Narrow(words, more), output + channel, g.InputChannels - channel);
        }
    }

    /// <summary>
    /// To nearest, half away from zero, of the declared value. The quotient of two integers below 2^23 is so far from the next integer that rounding to float32 cannot reach it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Mean(Vector128<int> sums, Vector128<int> half, Vector128<float> divisor, Vector128<int> offset, Vector128<int> min, Vector128<int> max)
    {
        var negative = Vector128.ShiftRightArithmetic(sums, 31);
        var away = sums + ((half ^ negative) - negative);
        var mean = Vector128.ConvertToInt32(Vector128.ConvertToSingle(away) / divisor) - offset;
        return Vector128.Max(Vector128.Min(mean, max), min);
    }
}
