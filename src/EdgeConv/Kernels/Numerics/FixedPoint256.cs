using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EdgeConv.Kernels.Numerics;

/// <summary>The arithmetic of <see cref="FixedPoint"/> on 256-bit vectors of x64, with one factor for all lanes.</summary>
internal static class FixedPoint256
{
    /// <summary>Multiplies by any factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Multiply(Vector256<int> values, QuantizedMultiplier factor) => MultiplyBelowOne(
        Avx2.ShiftLeftLogical(values, Vector128.CreateScalar(Math.Max(factor.Shift, 0))), factor with { Shift = Math.Min(factor.Shift, 0) });

    /// <summary>Multiplies by a factor whose shift is not to the left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MultiplyBelowOne(Vector256<int> values, QuantizedMultiplier factor)
    {
        var multiplier = Vector256.Create(factor.Multiplier);
        var rounding = Vector256.Create(1L << 30);
        var even = Avx2.Multiply(values, multiplier) + rounding;
        var odd = Avx2.Multiply(Avx2.ShiftRightLogical(values.AsInt64(), 32).AsInt32(), multiplier) + rounding;
        var scaled = Avx2.Blend(Avx2.ShiftRightLogical(even, 31).AsInt32(), (odd + odd).AsInt32(), 0b10101010);
        var mask = (int)((1L << -factor.Shift) - 1);
        var threshold = Vector256.Create(mask >> 1) - Avx2.ShiftRightArithmetic(scaled, 31);
        var right = Vector128.CreateScalar(-factor.Shift);
        return Avx2.ShiftRightArithmetic(scaled, right) - Avx2.CompareGreaterThan(scaled & Vector256.Create(mask), threshold);
    }
}
