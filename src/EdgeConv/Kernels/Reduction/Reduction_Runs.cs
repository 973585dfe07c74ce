using EdgeConv.Kernels.Numerics;
using EdgeConv.Tensors;

namespace EdgeConv.Kernels.Reduction;

/// <summary>Output after output, where the elements each gathers lie side by side in runs: means over channels, or over the rows of a picture with one channel.</summary>
internal static unsafe class Reduction_Runs
{
    private const int Inner = Shape.MaxRank - 1;

    /// <summary>Why it cannot run with such arguments, or null.</summary>
    public static string? Refusal(in ReductionArguments a) =>
        a.Box.ReducedStrides[Inner] != 1 || a.Box.ReducedExtents[Inner] < 16 ? "an output does not gather runs of neighbouring inputs" : null;

    /// <summary>Outputs.</summary>
    public static int Units(in ReductionArguments a) => a.Box.Outputs;

    /// <summary>Computes outputs.</summary>
    public static void Run(in ReductionArguments a, int begin, int end)
    {
        var runs = a.Box.Gathered(Inner);
        var length = a.Box.ReducedExtents[Inner];
        for (var unit = begin; unit < end; unit++)
        {
            var input = a.Input + a.Box.KeptStart(unit, Shape.MaxRank);
            var sum = 0;
            for (var run = 0; run < runs; run++)
                sum += RowSums.Of(input + a.Box.ReducedStart(run, Inner), length);
            var value = (long)a.OutputZeroPoint + FixedPoint.MultiplyByQuantizedMultiplier(sum - runs * length * a.InputZeroPoint, a.Multiplier, a.Shift);
            a.Output[unit] = (sbyte)Math.Clamp(value, sbyte.MinValue, sbyte.MaxValue);
        }
    }
}
