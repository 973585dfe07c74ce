using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Tensors;

namespace EdgeConv.Kernels.Reduction;

/// <summary>Sixteen neighbouring outputs at a time, where the innermost kept dimension is contiguous: means over the places of a picture.</summary>
internal static unsafe class Reduction_c16_Vector128
{
    private const int Inner = Shape.MaxRank - 1;
    private const int FewestNeighbours = 4;

    /// <summary>So many int8 values are sure to have a sum of 16 bits.</summary>
    private const int MostIn16Bits = 255;

    /// <summary>Why it cannot run with such arguments, or null.</summary>
    public static string? Refusal(in ReductionArguments a) =>
        a.Box.KeptStrides[Inner] != 1 || a.Box.KeptExtents[Inner] < FewestNeighbours ? "neighbouring outputs do not gather neighbouring inputs" : null;

    /// <summary>Blocks of sixteen outputs.</summary>
    public static int Units(in ReductionArguments a)
    {
        var channels = a.Box.KeptExtents[Inner];
        return a.Box.Outputs / channels * ((channels + 15) / 16);
    }

    /// <summary>Computes blocks of outputs.</summary>
    public static void Run(in ReductionArguments a, int begin, int end)
    {
        var sums = stackalloc int[16];
        var channels = a.Box.KeptExtents[Inner];
        var blocks = (channels + 15) / 16;
        var reduced = a.Box.Gathered(Shape.MaxRank);
        for (var unit = begin; unit < end; unit++)
        {
            var row = unit / blocks;
            var channel = (unit - row * blocks) * 16;
            Sum(in a.Box, a.Input + a.Box.KeptStart(row, Inner) + channel, sums);
            var output = a.Output + (long)row * channels + channel;
            for (var i = 0; i < Math.Min(16, channels - channel); i++)
            {
                var value = (long)a.OutputZeroPoint + FixedPoint.MultiplyByQuantizedMultiplier(sums[i] - reduced * a.InputZeroPoint, a.Multiplier, a.Shift);
                output[i] = (sbyte)Math.Clamp(value, sbyte.MinValue, sbyte.MaxValue);
            }
        }
    }

    /// <summary>Sums sixteen neighbours over all reduced places; the two innermost reduced dimensions, a picture's rows and columns, are loops of their own.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Sum(in ReductionBox box, sbyte* input, int* sums)
    {
        var (s0, s1, s2, s3) = (Vector128<int>.Zero, Vector128<int>.Zero, Vector128<int>.Zero, Vector128<int>.Zero);
        var (low, high) = (Vector128<short>.Zero, Vector128<short>.Zero);
        var room = MostIn16Bits;
        var (rows, columns) = (box.ReducedExtents[Inner - 1], box.ReducedExtents[Inner]);
        var (rowStride, columnStride) = (box.ReducedStrides[Inner - 1], box.ReducedStrides[Inner]);
        for (var index = 0; index < box.Gathered(Inner - 1); index++)
        {
            var start = input + box.ReducedStart(index, Inner - 1);
            for (var row = 0; row < rows; row++, start += rowStride)
            {
                var place = start;
                for (var left = columns; left > 0;)
                {
                    var count = Math.Min(left, room);
                    left -= count;
                    room -= count;
                    for (; count > 0; count--, place += columnStride)
                    {
                        var values = Vector128.Load(place);
                        low += Vector128.WidenLower(values);
                        high += Vector128.WidenUpper(values);
                    }

                    if (room > 0)
                        continue;
                    s0 += Vector128.WidenLower(low);
                    s1 += Vector128.WidenUpper(low);
                    s2 += Vector128.WidenLower(high);
                    s3 += Vector128.WidenUpper(high);
                    (low, high) = (Vector128<short>.Zero, Vector128<short>.Zero);
                    room = MostIn16Bits;
                }
            }
        }

        s0 += Vector128.WidenLower(low);
        s1 += Vector128.WidenUpper(low);
        s2 += Vector128.WidenLower(high);
        s3 += Vector128.WidenUpper(high);
        Vector128.Store(s0, sums);
        Vector128.Store(s1, sums + 4);
        Vector128.Store(s2, sums + 8);
        Vector128.Store(s3, sums + 12);
    }
}
