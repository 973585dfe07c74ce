using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels.Pooling;

/// <summary>Sixteen channels of a window at a time, on any instruction set with 128-bit vectors.</summary>
internal static unsafe class MaxPool_c16_Vector128
{
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
        var (min, max) = (Vector128.Create((sbyte)a.OutputMin), Vector128.Create((sbyte)a.OutputMax));
        for (var channel = 0; channel < g.InputChannels; channel += 16)
        {
            var largest = Vector128.Create(sbyte.MinValue);
            var row = window + channel;
            for (var y = 0; y < rows; y++, row += rowBytes)
            {
                var place = row;
                for (var x = 0; x < columns; x++, place += g.InputChannels)
                    largest = Vector128.Max(largest, Vector128.Load(place));
            }

            PoolOutput.Store(Vector128.Max(Vector128.Min(largest, max), min), output + channel, g.InputChannels - channel);
        }
    }
}
