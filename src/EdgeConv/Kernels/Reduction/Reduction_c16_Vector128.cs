using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Tensors;

namespace EdgeConv.Kernels.Reduction;

/// <summary>Sixteen neighbouring outputs at a time, where the innermost kept dimension is contiguous: means over the places of a picture.</summary>
internal static unsafe class Reduction_c16_Vector128
{
    private const int Inner = Shape.MaxRank - 1;

    /// <summary>Why it cannot run with such arguments, or null.</summary>
    public static string? Refusal(in ReductionArguments a) =>
        a.Box.KeptStrides[Inner] != 1 || a.Box.KeptExtents[Inner] < 16 ? "neighbouring outputs do not gather neighbouring inputs" : null;

    /// <summary>Blocks of sixteen outputs.</summary>
    public static int Units(in ReductionArguments a)
    {
        var units = (a.Box.KeptExtents[Inner] + 15) / 16;
        for (var axis = 0; axis < Inner; axis++)
            units *= a.Box.KeptExtents[axis];
        return units;
    }

    /// <summary>Computes blocks of outputs.</summary>
    public static void Run(in ReductionArguments a, int begin, int end)
    {
        var sums = stackalloc int[16];
        var channels = a.Box.KeptExtents[Inner];
        var blocks = (channels + 15) / 16;
        var reduced = 1;
        for (var axis = 0; axis < Shape.MaxRank; axis++)
            reduced *= a.Box.ReducedExtents[axis];
        for (var unit = begin; unit < end; unit++)
        {
            var row = unit / blocks;
            var channel = (unit - row * blocks) * 16;
            var input = a.Input + channel;
            var rest = row;
            for (var axis = Inner - 1; axis >= 0; axis--)
            {
                input += rest % a.Box.KeptExtents[axis] * a.Box.KeptStrides[axis];
                rest /= a.Box.KeptExtents[axis];
            }

            Sum(in a.Box, input, sums);
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
        var (rows, columns) = (box.ReducedExtents[Inner - 1], box.ReducedExtents[Inner]);
        var (rowStride, columnStride) = (box.ReducedStrides[Inner - 1], box.ReducedStrides[Inner]);
        var outer = 1;
        for (var axis = 0; axis < Inner - 1; axis++)
            outer *= box.ReducedExtents[axis];
        for (var index = 0; index < outer; index++)
        {
            var rest = index;
            var start = input;
            for (var axis = Inner - 2; axis >= 0; axis--)
            {
                start += rest % box.ReducedExtents[axis] * box.ReducedStrides[axis];
                rest /= box.ReducedExtents[axis];
            }

            for (var row = 0; row < rows; row++, start += rowStride)
            {
                var place = start;
                for (var column = 0; column < columns; column++, place += columnStride)
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
        }

        Vector128.Store(s0, sums);
        Vector128.Store(s1, sums + 4);
        Vector128.Store(s2, sums + 8);
        Vector128.Store(s3, sums + 12);
    }
}
