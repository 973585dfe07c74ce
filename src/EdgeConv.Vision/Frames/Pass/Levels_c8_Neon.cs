using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace EdgeConv.Vision.Frames.Pass;

/// <summary>Eight values at a time.</summary>
internal static unsafe class Levels_c8_Neon
{
    /// <summary><c>levels[i] = clamp((factor * values[i] + offset) >> 20)</c>.</summary>
    /// <param name="values">From 0 to 32767; up to 7 behind the last are read.</param>
    /// <param name="factor">See <see cref="YCbCrEquation.Luma"/>.</param>
    /// <param name="offset">See <see cref="YCbCrEquation.Grey"/>.</param>
    /// <param name="levels">Up to 7 behind the last are written.</param>
    /// <param name="count">Values.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run(short* values, short factor, int offset, byte* levels, int count)
    {
        var (factors, offsets) = (Vector128.Create(factor), Vector128.Create(offset));
        for (; count > 0; count -= 8, values += 8, levels += 8)
        {
            var x = AdvSimd.LoadVector128(values);
            var high = AdvSimd.MultiplyWideningUpperAndAdd(offsets, x, factors);
            var low = AdvSimd.MultiplyWideningLowerAndAdd(offsets, x.GetLower(), factors.GetLower());
            AdvSimd.Store(levels, Narrow(low, high));
        }
    }

    /// <summary>Eight sums shifted right and cut to eight bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector64<byte> Narrow(Vector128<int> low, Vector128<int> high)
    {
        var words = AdvSimd.ExtractNarrowingSaturateUpper(
            AdvSimd.ExtractNarrowingSaturateLower(AdvSimd.ShiftRightArithmetic(low, YCbCrEquation.Shift)), AdvSimd.ShiftRightArithmetic(high, YCbCrEquation.Shift));
        return AdvSimd.ExtractNarrowingSaturateUnsignedLower(words);
    }
}
