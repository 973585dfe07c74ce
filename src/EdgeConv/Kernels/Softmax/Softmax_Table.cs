using System.Numerics;
using System.Runtime.Intrinsics;
using EdgeConv.Kernels.Numerics;

namespace EdgeConv.Kernels.Softmax;

/// <summary>
/// There are but 256 differences from the largest value: their exponentials come from a table made when the plan was, and a row's shares, equal for equal values,
/// are worked out once each.
/// </summary>
internal static unsafe class Softmax_Table
{
    private const int Differences = 256;

    /// <summary>What <see cref="SoftmaxArguments.Exponentials"/> points at.</summary>
    /// <param name="factor">From differences to Q5.</param>
    /// <param name="diffMin">The least difference that counts.</param>
    public static int[] Exponentials(QuantizedMultiplier factor, int diffMin)
    {
        var arguments = new SoftmaxArguments { Multiplier = factor.Multiplier, Shift = factor.Shift };
        var values = new int[Differences];
        for (var difference = 0; difference < Differences && -difference >= diffMin; difference++)
            values[difference] = Softmax_Scalar.Exp(in arguments, -difference);
        return values;
    }

    /// <summary>Rows.</summary>
    public static int Units(in SoftmaxArguments a) => a.Rows;

    /// <summary>A row's shares, one a difference.</summary>
    public static int ScratchBytes(in SoftmaxArguments _) => Differences;

    /// <summary>Computes rows.</summary>
    public static void Run(in SoftmaxArguments a, int begin, int end, byte* scratch)
    {
        for (var row = begin; row < end; row++)
            RunRow(in a, a.Input + (long)row * a.Depth, a.Output + (long)row * a.Depth, (sbyte*)scratch);
    }

    private static void RunRow(in SoftmaxArguments a, sbyte* input, sbyte* output, sbyte* shares)
    {
        int largest = Largest(input, a.Depth);
        var wideSum = 0L;
        for (var c = 0; c < a.Depth; c++)
            wideSum += FixedPoint.RoundingDivideByPowerOfTwo(a.Exponentials[largest - input[c]], Softmax_Scalar.SumIntegerBits);

        var sum = (int)Math.Min(wideSum, int.MaxValue);
        var headroom = BitOperations.LeadingZeroCount((uint)sum);
        var reciprocal = GemmlowpFixedPoint.OneOverOnePlusX((int)(((uint)sum << headroom) - (1u << 31)));
        var exponent = Softmax_Scalar.SumIntegerBits - headroom + 31 - 8;
        for (var difference = 0; difference < Differences; difference++)
        {
            var share = exponent <= 31
                ? FixedPoint.RoundingDivideByPowerOfTwo(FixedPoint.SaturatingRoundingDoublingHighMultiply(reciprocal, a.Exponentials[difference]), exponent)
                : 0;
            shares[difference] = (sbyte)Math.Clamp(share - 128, sbyte.MinValue, sbyte.MaxValue);
        }

        for (var c = 0; c < a.Depth; c++)
            output[c] = shares[largest - input[c]];
    }

    private static sbyte Largest(sbyte* values, int count)
    {
        var largest = sbyte.MinValue;
        var i = 0;
        if (count >= 16)
        {
            var lanes = Vector128.Load(values);
            for (i = 16; i <= count - 16; i += 16)
                lanes = Vector128.Max(lanes, Vector128.Load(values + i));
            for (var lane = 0; lane < 16; lane++)
                largest = Math.Max(largest, lanes[lane]);
        }

        for (; i < count; i++)
            largest = Math.Max(largest, values[i]);
        return largest;
    }
}
