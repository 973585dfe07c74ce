using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace EdgeConv.Vision.Frames.Pass;

/// <summary>Sixteen values at a time that are levels already, but for the bits behind the point: what <see cref="YCbCrEquation.Levels"/> comes to.</summary>
internal static unsafe class RoundedLevels_c16_Vector128
{
    /// <summary><c>levels[i] = (values[i] + 2^6) >> 7</c>.</summary>
    /// <param name="values">From 0 to 255 * 2^7; up to 15 behind the last are read.</param>
    /// <param name="levels">Up to 15 behind the last are written.</param>
    /// <param name="count">Values.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run(short* values, byte* levels, int count)
    {
        for (; count > 0; count -= 16, values += 16, levels += 16)
            Round(Vector128.Load((ushort*)values), Vector128.Load((ushort*)values + 8)).Store(levels);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Round(Vector128<ushort> low, Vector128<ushort> high)
    {
        const byte Bits = YCbCrEquation.SampleBits;
        if (AdvSimd.IsSupported)
            return AdvSimd.ShiftRightLogicalRoundedNarrowingUpper(AdvSimd.ShiftRightLogicalRoundedNarrowingLower(low, Bits), high, Bits);
        var half = Vector128.Create((ushort)(1 << (Bits - 1)));
        return Sse2.PackUnsignedSaturate(Sse2.ShiftRightLogical(low + half, Bits).AsInt16(), Sse2.ShiftRightLogical(high + half, Bits).AsInt16());
    }
}
