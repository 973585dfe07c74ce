using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using EdgeConv.Kernels.Lookup;
using EdgeConv.Kernels.Numerics;

namespace EdgeConv.Kernels.Softmax;

/// <summary>
/// There are but 256 differences from the largest value: their exponentials come from a table made when the plan was. In a row of more elements than that, each
/// value's share is worked out once, and the row looked up.
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
        var values = new int[2 * Differences];
        for (var difference = 0; difference < Differences && -difference >= diffMin; difference++)
        {
            values[difference] = Softmax_Scalar.Exp(in arguments, -difference);
            values[Differences + difference] = FixedPoint.RoundingDivideByPowerOfTwo(values[difference], Softmax_Scalar.SumIntegerBits);
        }

        return values;
    }

    /// <summary>Rows.</summary>
    public static int Units(in SoftmaxArguments a) => a.Rows;

    /// <summary>A row's shares, one a value.</summary>
    public static int ScratchBytes(in SoftmaxArguments a) => a.Depth > Differences ? Differences : 0;

    /// <summary>Computes rows.</summary>
    public static void Run(in SoftmaxArguments a, int begin, int end, byte* scratch)
    {
        for (var row = begin; row < end; row++)
            RunRow(in a, a.Input + (long)row * a.Depth, a.Output + (long)row * a.Depth, (sbyte*)scratch);
    }

    private static void RunRow(in SoftmaxArguments a, sbyte* input, sbyte* output, sbyte* shares)
    {
        int largest = LargestValue.Of(input, a.Depth);
        var wideSum = Sum(a.Exponentials + Differences, largest, input, a.Depth);
        var sum = (int)Math.Min(wideSum, int.MaxValue);
        var headroom = BitOperations.LeadingZeroCount((uint)sum);
        var reciprocal = GemmlowpFixedPoint.OneOverOnePlusX((int)(((uint)sum << headroom) - (1u << 31)));
        var exponent = Softmax_Scalar.SumIntegerBits - headroom + 31 - 8;
        if (a.Depth <= Differences)
        {
            for (var c = 0; c < a.Depth; c++)
                output[c] = Share(a.Exponentials[largest - input[c]], reciprocal, exponent);
            return;
        }

        for (var value = -128; value <= largest; value++)
            shares[value + 128] = Share(a.Exponentials[largest - value], reciprocal, exponent);
        if (AdvSimd.Arm64.IsSupported)
            Lookup_c32_Neon.Run((byte*)shares, (byte*)input, (byte*)output, a.Depth);
        else
            Lookup_c64_Avx2.Run((byte*)shares, (byte*)input, (byte*)output, a.Depth);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Sum(int* addends, int largest, sbyte* input, int count)
    {
        var sum = 0L;
        for (var i = 0; i < count; i++)
            sum += addends[largest - input[i]];
        return sum;
    }

    private static sbyte Share(int exponential, int reciprocal, int exponent)
    {
        var share = exponent <= 31
            ? FixedPoint.RoundingDivideByPowerOfTwo(FixedPoint.SaturatingRoundingDoublingHighMultiply(reciprocal, exponential), exponent)
            : 0;
        return (sbyte)Math.Clamp(share - 128, sbyte.MinValue, sbyte.MaxValue);
    }
}
