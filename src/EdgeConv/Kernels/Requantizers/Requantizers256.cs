using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EdgeConv.Kernels.Numerics;

namespace EdgeConv.Kernels.Requantizers;

/// <summary>The kinds of <see cref="Requantization"/> on 256-bit vectors of x64.</summary>
internal static unsafe class Requantizers256
{
    /// <summary>Which halves of 64-bit lanes come from the second operand.</summary>
    private const byte OddLanes = 0b10101010;

    /// <summary>Bytes in the order 0, 2, 1, 3 of each four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<sbyte> SwapMiddle(Vector256<sbyte> bytes) => Avx2.Shuffle(bytes, Vector256.Create(
        0, 2, 1, 3, 4, 6, 5, 7, 8, 10, 9, 11, 12, 14, 13, 15, 0, 2, 1, 3, 4, 6, 5, 7, 8, 10, 9, 11, 12, 14, 13, 15));

    /// <summary>Bytes in the order 0, 2, 1, 3 of each four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<sbyte> SwapMiddle(Vector128<sbyte> bytes) => Ssse3.Shuffle(bytes, Vector128.Create(0, 2, 1, 3, 4, 6, 5, 7, 8, 10, 9, 11, 12, 14, 13, 15));

    /// <summary>Products of the even lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<long> EvenProducts(Vector256<int> values, int* multipliers) => Avx2.Multiply(values, Avx.LoadVector256(multipliers));

    /// <summary>Products of the odd lanes: both operands one lane further down.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<long> OddProducts(Vector256<int> values, int* multipliers) =>
        Avx2.Multiply(Avx2.ShiftRightLogical(values.AsInt64(), 32).AsInt32(), Avx.LoadVector256(multipliers + 1));

    /// <summary>High halves of products to which constants are added; of each four, in the order 0, 2, 1, 3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> HighHalves(Vector256<int> values, int* multipliers, long* roundings)
    {
        var even = EvenProducts(values, multipliers) + Avx.LoadVector256(roundings);
        var odd = OddProducts(values, multipliers) + Avx.LoadVector256(roundings + 4);
        return Avx.Shuffle(even.AsSingle(), odd.AsSingle(), 0b11_01_11_01).AsInt32();
    }

    /// <summary>The same of two positions; in an order that keeps no more than one loaded vector at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<int> A, Vector256<int> B) HighHalves(Vector256<int> a, Vector256<int> b, int* multipliers, long* roundings)
    {
        var multiplier = Avx.LoadVector256(multipliers);
        var evenA = Avx2.Multiply(a, multiplier);
        var evenB = Avx2.Multiply(b, multiplier);
        var rounding = Avx.LoadVector256(roundings);
        evenA += rounding;
        evenB += rounding;
        multiplier = Avx.LoadVector256(multipliers + 1);
        var oddA = Avx2.Multiply(Avx2.ShiftRightLogical(a.AsInt64(), 32).AsInt32(), multiplier);
        var oddB = Avx2.Multiply(Avx2.ShiftRightLogical(b.AsInt64(), 32).AsInt32(), multiplier);
        rounding = Avx.LoadVector256(roundings + 4);
        oddA += rounding;
        oddB += rounding;
        return (Avx.Shuffle(evenA.AsSingle(), oddA.AsSingle(), 0b11_01_11_01).AsInt32(), Avx.Shuffle(evenB.AsSingle(), oddB.AsSingle(), 0b11_01_11_01).AsInt32());
    }

    /// <summary><see cref="Requantization.Exact"/>.</summary>
    public readonly struct Exact : IRequantizer256
    {
        /// <inheritdoc/>
        public static bool AddsZeroPointAndSwapsMiddle => false;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> Apply(Vector256<int> accumulators, int* factors, int channels, int first)
        {
            var shifts = Avx.LoadVector256(factors + channels);
            var left = Vector256.Max(shifts, Vector256<int>.Zero);
            var right = Vector256.Max(-shifts, Vector256<int>.Zero);
            var shifted = Avx2.ShiftLeftLogicalVariable(accumulators, left.AsUInt32());
            var rounding = Vector256.Create(1L << 30);
            var even = EvenProducts(shifted, factors) + rounding;
            var odd = OddProducts(shifted, factors) + rounding;
            var scaled = Avx2.Blend(Avx2.ShiftRightLogical(even, 31).AsInt32(), (odd + odd).AsInt32(), OddLanes);
            var mask = Avx2.ShiftLeftLogicalVariable(Vector256<int>.One, right.AsUInt32()) - Vector256<int>.One;
            var threshold = Vector256.ShiftRightLogical(mask, 1) - Vector256.ShiftRightArithmetic(scaled, 31);
            return Avx2.ShiftRightArithmeticVariable(scaled, right.AsUInt32()) - Avx2.CompareGreaterThan(scaled & mask, threshold);
        }

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static (Vector256<int> A, Vector256<int> B) Apply(Vector256<int> a, Vector256<int> b, int* factors, int channels, int first) =>
            (Apply(a, factors, channels, first), Apply(b, factors, channels, first));
    }

    /// <summary>
    /// <see cref="Requantization.ExactRight"/>: a negative value is made one less, after which rounding half up is rounding half away from zero. Accumulators below
    /// 2^30 can be doubled, so that what is wanted stands in the high half of a product.
    /// </summary>
    public readonly struct ExactRight : IRequantizer256
    {
        /// <inheritdoc/>
        public static bool AddsZeroPointAndSwapsMiddle => true;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> Apply(Vector256<int> accumulators, int* factors, int channels, int first)
        {
            var scaled = HighHalves(accumulators + accumulators, factors, (long*)(factors - first + 2 * channels) + first);
            var swapped = Avx2.Shuffle(accumulators, 0b11_01_10_00);
            return Avx2.ShiftRightArithmeticVariable(scaled + Avx2.ShiftRightArithmetic(swapped, 31), Avx.LoadVector256((uint*)factors + channels));
        }

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static (Vector256<int> A, Vector256<int> B) Apply(Vector256<int> a, Vector256<int> b, int* factors, int channels, int first)
        {
            var (scaledA, scaledB) = HighHalves(a + a, b + b, factors, (long*)(factors - first + 2 * channels) + first);
            var shift = Avx.LoadVector256((uint*)factors + channels);
            return (
                Avx2.ShiftRightArithmeticVariable(scaledA + Avx2.ShiftRightArithmetic(Avx2.Shuffle(a, 0b11_01_10_00), 31), shift),
                Avx2.ShiftRightArithmeticVariable(scaledB + Avx2.ShiftRightArithmetic(Avx2.Shuffle(b, 0b11_01_10_00), 31), shift));
        }
    }

    /// <summary>
    /// <see cref="Requantization.ExactRightPositive"/>: for values that are not negative both roundings are one. A negative accumulator a gives
    /// <c>floor((a m + 2^30 + 2^(30+r)) / 2^(31+r))</c>, at most 0 as m is at least 2^30: it ends at the least output, as it should.
    /// </summary>
    public readonly struct ExactRightPositive : IRequantizer256
    {
        /// <inheritdoc/>
        public static bool AddsZeroPointAndSwapsMiddle => true;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> Apply(Vector256<int> accumulators, int* factors, int channels, int first) => Avx2.ShiftRightArithmeticVariable(
            HighHalves(accumulators, factors, (long*)(factors - first + 2 * channels) + first), Avx.LoadVector256((uint*)factors + channels));

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static (Vector256<int> A, Vector256<int> B) Apply(Vector256<int> a, Vector256<int> b, int* factors, int channels, int first)
        {
            (a, b) = HighHalves(a, b, factors, (long*)(factors - first + 2 * channels) + first);
            var shift = Avx.LoadVector256((uint*)factors + channels);
            return (Avx2.ShiftRightArithmeticVariable(a, shift), Avx2.ShiftRightArithmeticVariable(b, shift));
        }
    }

    /// <summary><see cref="Requantization.Float"/>: multipliers are the bits of float32 factors.</summary>
    public readonly struct Float : IRequantizer256
    {
        /// <inheritdoc/>
        public static bool AddsZeroPointAndSwapsMiddle => false;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> Apply(Vector256<int> accumulators, int* factors, int channels, int first)
        {
            // Out of range the conversion gives the most negative integer; what is greater than 16 bits is cut off first.
            var scaled = Avx.Multiply(Avx.ConvertToVector256Single(accumulators), Avx.LoadVector256((float*)factors));
            return Avx.ConvertToVector256Int32(Avx.Min(scaled, Vector256.Create(32767f)));
        }

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static (Vector256<int> A, Vector256<int> B) Apply(Vector256<int> a, Vector256<int> b, int* factors, int channels, int first) =>
            (Apply(a, factors, channels, first), Apply(b, factors, channels, first));
    }
}
