using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EdgeConv.Kernels.Numerics;

namespace EdgeConv.Kernels.Requantizers;

/// <summary>The kinds of <see cref="Requantization"/> on 256-bit vectors of x64.</summary>
internal static class Requantizers256
{
    /// <summary>High halves of doubled 64-bit products, rounded half up: SQRDMULH of ARM, which x64 lacks at 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> DoublingHighMultiply(Vector256<int> values, Vector256<int> multipliers, Vector256<long> rounding)
    {
        var even = Avx2.Multiply(values, multipliers) + rounding;
        var odd = Avx2.Multiply(Avx2.ShiftRightLogical(values.AsInt64(), 32).AsInt32(), Avx2.ShiftRightLogical(multipliers.AsInt64(), 32).AsInt32()) + rounding;
        return Avx2.Blend(Avx2.ShiftRightLogical(even, 31).AsInt32(), (odd + odd).AsInt32(), 0b10101010);
    }

    /// <summary><see cref="Requantization.Exact"/>.</summary>
    public readonly struct Exact : IRequantizer256
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> Apply(Vector256<int> accumulators, Vector256<int> multipliers, Vector256<int> shifts)
        {
            var left = Vector256.Max(shifts, Vector256<int>.Zero);
            var right = Vector256.Max(-shifts, Vector256<int>.Zero);
            var scaled = DoublingHighMultiply(Avx2.ShiftLeftLogicalVariable(accumulators, left.AsUInt32()), multipliers, Vector256.Create(1L << 30));
            var mask = Avx2.ShiftLeftLogicalVariable(Vector256<int>.One, right.AsUInt32()) - Vector256<int>.One;
            var threshold = Vector256.ShiftRightLogical(mask, 1) - Vector256.ShiftRightArithmetic(scaled, 31);
            return Avx2.ShiftRightArithmeticVariable(scaled, right.AsUInt32()) - Avx2.CompareGreaterThan(scaled & mask, threshold);
        }
    }

    /// <summary><see cref="Requantization.ExactRight"/>: a negative value is made one less, after which rounding half up is rounding half away from zero.</summary>
    public readonly struct ExactRight : IRequantizer256
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> Apply(Vector256<int> accumulators, Vector256<int> multipliers, Vector256<int> shifts)
        {
            var right = -shifts;
            var half = Avx2.ShiftLeftLogicalVariable(Vector256<int>.One, (right - Vector256<int>.One).AsUInt32());
            var scaled = DoublingHighMultiply(accumulators, multipliers, Vector256.Create(1L << 30));
            return Avx2.ShiftRightArithmeticVariable(scaled + Vector256.ShiftRightArithmetic(accumulators, 31) + half, right.AsUInt32());
        }
    }

    /// <summary>
    /// <see cref="Requantization.ExactRightPositive"/>: of values that are not negative, both roundings are one,
    /// <c>floor((floor((v m + 2^30) / 2^31) + 2^(r-1)) / 2^r) = floor((v m + 2^30 + 2^(30+r)) / 2^(31+r))</c>.
    /// </summary>
    public readonly struct ExactRightPositive : IRequantizer256
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> Apply(Vector256<int> accumulators, Vector256<int> multipliers, Vector256<int> shifts)
        {
            var values = Vector256.Max(accumulators, Vector256<int>.Zero);
            var (rightEven, rightOdd) = ((-shifts).AsInt64() & Vector256.Create(0xFFFFFFFFL), Avx2.ShiftRightLogical((-shifts).AsInt64(), 32));
            var half = Vector256.Create(1L << 30);
            var even = Avx2.Multiply(values, multipliers) + (Avx2.ShiftLeftLogicalVariable(half, rightEven.AsUInt64()) + half);
            var odd = Avx2.Multiply(Avx2.ShiftRightLogical(values.AsInt64(), 32).AsInt32(), Avx2.ShiftRightLogical(multipliers.AsInt64(), 32).AsInt32()) + (Avx2.ShiftLeftLogicalVariable(half, rightOdd.AsUInt64()) + half);
            var low = Avx2.ShiftRightLogicalVariable(even, (rightEven + Vector256.Create(31L)).AsUInt64());
            var high = Avx2.ShiftRightLogicalVariable(odd, (rightOdd - Vector256<long>.One).AsUInt64());
            return Avx2.Blend(low.AsInt32(), high.AsInt32(), 0b10101010);
        }
    }

    /// <summary><see cref="Requantization.Float"/>: multipliers are the bits of float32 factors.</summary>
    public readonly struct Float : IRequantizer256
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> Apply(Vector256<int> accumulators, Vector256<int> multipliers, Vector256<int> shifts)
        {
            // Out of range the conversion gives the most negative integer; what is greater than 16 bits is cut off first.
            var scaled = Avx.ConvertToVector256Single(accumulators) * multipliers.AsSingle();
            return Avx.ConvertToVector256Int32(Avx.Min(scaled, Vector256.Create(32767f)));
        }
    }
}
