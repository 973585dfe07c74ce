using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using EdgeConv.Kernels.Numerics;

namespace EdgeConv.Kernels.Requantizers;

/// <summary>
/// The kinds of <see cref="Requantization"/> on ARM, which has the reference's first rounding as one instruction (SQRDMULH), and its second but for
/// halves of negative values: SRSHL rounds them up, the reference away from zero.
/// </summary>
internal static class Requantizers128Neon
{
    /// <summary>Sixteen scaled values as output bytes: the zero point added, cut to eight bits. Each step saturates, so nothing wraps on the way.</summary>
    /// <param name="a">Channels 0 to 3.</param>
    /// <param name="b">Channels 4 to 7.</param>
    /// <param name="c">Channels 8 to 11.</param>
    /// <param name="d">Channels 12 to 15.</param>
    /// <param name="zeroPoint">What stands for 0 in the output, in every lane.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<sbyte> Narrow(Vector128<int> a, Vector128<int> b, Vector128<int> c, Vector128<int> d, Vector128<short> zeroPoint)
    {
        var low = AdvSimd.AddSaturate(AdvSimd.ExtractNarrowingSaturateUpper(AdvSimd.ExtractNarrowingSaturateLower(a), b), zeroPoint);
        var high = AdvSimd.AddSaturate(AdvSimd.ExtractNarrowingSaturateUpper(AdvSimd.ExtractNarrowingSaturateLower(c), d), zeroPoint);
        return AdvSimd.ExtractNarrowingSaturateUpper(AdvSimd.ExtractNarrowingSaturateLower(low), high);
    }

    /// <summary>Eight scaled values as output bytes: the zero point added, cut to eight bits.</summary>
    /// <param name="a">Channels 0 to 3.</param>
    /// <param name="b">Channels 4 to 7.</param>
    /// <param name="zeroPoint">What stands for 0 in the output, in every lane.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector64<sbyte> Narrow(Vector128<int> a, Vector128<int> b, Vector128<short> zeroPoint) =>
        AdvSimd.ExtractNarrowingSaturateLower(AdvSimd.AddSaturate(AdvSimd.ExtractNarrowingSaturateUpper(AdvSimd.ExtractNarrowingSaturateLower(a), b), zeroPoint));

    /// <summary><see cref="Requantization.Exact"/>: SSHL, SQRDMULH, one less where a negative value will be shifted right, SRSHL.</summary>
    public readonly struct Exact : IRequantizer128
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<int> Apply(Vector128<int> accumulators, Vector128<int> multipliers, Vector128<int> shifts) => Round(Scale(accumulators, multipliers, shifts), shifts);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<int> Scale(Vector128<int> accumulators, Vector128<int> multipliers, Vector128<int> shifts) =>
            AdvSimd.MultiplyRoundedDoublingSaturateHigh(AdvSimd.ShiftArithmetic(accumulators, AdvSimd.Max(shifts, Vector128<int>.Zero)), multipliers);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<int> Round(Vector128<int> scaled, Vector128<int> shifts)
        {
            var right = AdvSimd.Min(shifts, Vector128<int>.Zero);
            var oneLess = AdvSimd.AddSaturate(scaled, AdvSimd.ShiftRightArithmetic(scaled & right, 31));
            return AdvSimd.ShiftArithmeticRounded(oneLess, right);
        }
    }

    /// <summary>
    /// <see cref="Requantization.ExactRight"/>: SQRDMULH, SSRA, SRSHL. Every shift is at least one place, so each negative value is made one less
    /// (SSRA adds its own sign); below 2^30 in magnitude none wraps.
    /// </summary>
    public readonly struct ExactRight : IRequantizer128
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<int> Apply(Vector128<int> accumulators, Vector128<int> multipliers, Vector128<int> shifts) => Round(Scale(accumulators, multipliers, shifts), shifts);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<int> Scale(Vector128<int> accumulators, Vector128<int> multipliers, Vector128<int> shifts) => AdvSimd.MultiplyRoundedDoublingSaturateHigh(accumulators, multipliers);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<int> Round(Vector128<int> scaled, Vector128<int> shifts) => AdvSimd.ShiftArithmeticRounded(AdvSimd.ShiftRightArithmeticAdd(scaled, scaled, 31), shifts);
    }

    /// <summary>
    /// <see cref="Requantization.ExactRightPositive"/>: SQRDMULH, SRSHL. Values that are not negative round as the reference rounds them. A negative accumulator
    /// leaves a product s of at most 0, and half up <c>floor((s + 2^(r-1)) / 2^r)</c> is at most 0 too, as is the reference's result: with the zero point
    /// added both lie at or below the least output, which they become.
    /// </summary>
    public readonly struct ExactRightPositive : IRequantizer128
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<int> Apply(Vector128<int> accumulators, Vector128<int> multipliers, Vector128<int> shifts) => Round(Scale(accumulators, multipliers, shifts), shifts);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<int> Scale(Vector128<int> accumulators, Vector128<int> multipliers, Vector128<int> shifts) => AdvSimd.MultiplyRoundedDoublingSaturateHigh(accumulators, multipliers);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<int> Round(Vector128<int> scaled, Vector128<int> shifts) => AdvSimd.ShiftArithmeticRounded(scaled, shifts);
    }

    /// <summary><see cref="Requantization.Float"/>: SCVTF, FMUL, FCVTNS; multipliers are the bits of float32 factors. Narrowing saturates at 16 bits, as the definition does.</summary>
    public readonly struct Float : IRequantizer128
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<int> Apply(Vector128<int> accumulators, Vector128<int> multipliers, Vector128<int> shifts) => Round(Scale(accumulators, multipliers, shifts), shifts);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<int> Scale(Vector128<int> accumulators, Vector128<int> multipliers, Vector128<int> shifts) => (AdvSimd.ConvertToSingle(accumulators) * multipliers.AsSingle()).AsInt32();

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<int> Round(Vector128<int> scaled, Vector128<int> shifts) => AdvSimd.ConvertToInt32RoundToEven(scaled.AsSingle());
    }
}
