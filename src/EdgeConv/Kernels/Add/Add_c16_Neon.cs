using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Add;

/// <summary>
/// Sixteen elements at a time of operands that run on evenly, or of which one stands still. The shift left by <see cref="AddArguments.LeftShift"/> is one of 5 places in
/// 16 bits and one of 15 that widens (SSHLL). No value reaches 2^29, so that one less for negative values, which makes half up half away from zero, never wraps;
/// where nothing is shifted right there is nothing to round.
/// </summary>
internal static unsafe class Add_c16_Neon
{
    private const int UnitLength = 4096;
    private const int ShiftBeforeWidening = 5;
    private const int Half = 1 << 30;

    /// <summary>Why it cannot run with such arguments, or null.</summary>
    public static string? Refusal(in AddArguments a) => ElementwiseRows.Refusal(in a.Geometry);

    /// <summary>Stretches of rows.</summary>
    public static int Units(in AddArguments a) => ElementwiseRows.Units(in a.Geometry, UnitLength);

    /// <summary>Computes stretches of rows.</summary>
    public static void Run(in AddArguments a, int begin, int end)
    {
        for (var unit = begin; unit < end; unit++)
        {
            var (left, right, output, count) = ElementwiseRows.Stretch(in a.Geometry, UnitLength, unit);
            if (CanAddToHalf(in a, a.LeftMultiplier, a.RightMultiplier))
                AddToHalf(in a, a.Left + left, a.LeftZeroPoint, a.Right + right, a.RightZeroPoint, a.RightMultiplier, a.Output + output, count);
            else if (CanAddToHalf(in a, a.RightMultiplier, a.LeftMultiplier))
                AddToHalf(in a, a.Right + right, a.RightZeroPoint, a.Left + left, a.LeftZeroPoint, a.LeftMultiplier, a.Output + output, count);
            else
                RunStretch(in a, a.Left + left, a.Right + right, a.Output + output, count);
        }
    }

    private static int LeftStep(in AddArguments a) => a.Geometry.LeftStrides[BroadcastGeometry.Inner] * 16;

    private static int RightStep(in AddArguments a) => a.Geometry.RightStrides[BroadcastGeometry.Inner] * 16;

    /// <summary>Whether it is a sum of operands that run on, with one multiplier 1/2, as that of the operand with the larger scale is: it rounds nothing. The others shift right.</summary>
    private static bool CanAddToHalf(in AddArguments a, QuantizedMultiplier half, QuantizedMultiplier other) =>
        half is { Multiplier: Half, Shift: 0 } && other.Shift < 0 && a.OutputMultiplier.Shift < 0 && a.RightSign == 1 && LeftStep(in a) != 0 && RightStep(in a) != 0;

    /// <summary>Sums where one operand is taken half: a widening multiply-add (SMLAL) does what takes four instructions for the other.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddToHalf(in AddArguments a, sbyte* half, int halfZeroPoint, sbyte* other, int otherZeroPoint, QuantizedMultiplier otherMultiplier, sbyte* output, int count)
    {
        var halfZero = Vector128.Create((sbyte)halfZeroPoint);
        var otherZero = Vector128.Create((sbyte)otherZeroPoint);
        var places = Vector128.Create((short)(1 << (AddArguments.LeftShift - 1 - ShiftBeforeWidening)));
        var (otherFactor, otherShift) = (Vector128.Create(otherMultiplier.Multiplier), Vector128.Create(otherMultiplier.Shift));
        var (factor, shift) = (Vector128.Create(a.OutputMultiplier.Multiplier), Vector128.Create(a.OutputMultiplier.Shift));
        var zeroPoint = Vector128.Create((short)a.OutputZeroPoint);
        var (min, max) = (Vector128.Create((sbyte)a.OutputMin), Vector128.Create((sbyte)a.OutputMax));
        for (; count > 0; count -= 16, half += 16, other += 16, output += 16)
        {
            var h = AdvSimd.LoadVector128(half);
            var o = AdvSimd.LoadVector128(other);
            var h1 = AdvSimd.SubtractWideningUpper(h, halfZero);
            var o1 = AdvSimd.SubtractWideningUpper(o, otherZero);
            var h0 = AdvSimd.SubtractWideningLower(h.GetLower(), halfZero.GetLower());
            var o0 = AdvSimd.SubtractWideningLower(o.GetLower(), otherZero.GetLower());
            o1 = AdvSimd.ShiftLeftLogical(o1, ShiftBeforeWidening);
            o0 = AdvSimd.ShiftLeftLogical(o0, ShiftBeforeWidening);
            h1 = AdvSimd.ShiftLeftLogical(h1, ShiftBeforeWidening);
            h0 = AdvSimd.ShiftLeftLogical(h0, ShiftBeforeWidening);
            var s3 = WidenUpper(o1);
            var s1 = WidenUpper(o0);
            var s2 = WidenLower(o1);
            var s0 = WidenLower(o0);
            s0 = AdvSimd.MultiplyRoundedDoublingSaturateHigh(s0, otherFactor);
            s1 = AdvSimd.MultiplyRoundedDoublingSaturateHigh(s1, otherFactor);
            s2 = AdvSimd.MultiplyRoundedDoublingSaturateHigh(s2, otherFactor);
            s3 = AdvSimd.MultiplyRoundedDoublingSaturateHigh(s3, otherFactor);
            s0 = RoundRight(s0, otherShift);
            s1 = RoundRight(s1, otherShift);
            s2 = RoundRight(s2, otherShift);
            s3 = RoundRight(s3, otherShift);
            s1 = AdvSimd.MultiplyWideningUpperAndAdd(s1, h0, places);
            s3 = AdvSimd.MultiplyWideningUpperAndAdd(s3, h1, places);
            s0 = AdvSimd.MultiplyWideningLowerAndAdd(s0, h0.GetLower(), places.GetLower());
            s2 = AdvSimd.MultiplyWideningLowerAndAdd(s2, h1.GetLower(), places.GetLower());
            s0 = AdvSimd.MultiplyRoundedDoublingSaturateHigh(s0, factor);
            s1 = AdvSimd.MultiplyRoundedDoublingSaturateHigh(s1, factor);
            s2 = AdvSimd.MultiplyRoundedDoublingSaturateHigh(s2, factor);
            s3 = AdvSimd.MultiplyRoundedDoublingSaturateHigh(s3, factor);
            s0 = RoundRight(s0, shift);
            s1 = RoundRight(s1, shift);
            s2 = RoundRight(s2, shift);
            s3 = RoundRight(s3, shift);
            var values = Requantizers128Neon.Narrow(s0, s1, s2, s3, zeroPoint);
            Elementwise128.Store(AdvSimd.Max(AdvSimd.Min(values, max), min), output, count);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunStretch(in AddArguments a, sbyte* left, sbyte* right, sbyte* output, int count)
    {
        var (leftStep, rightStep) = (LeftStep(in a), RightStep(in a));
        var sign = Vector128.Create(a.RightSign);
        var leftZero = Vector128.Create((sbyte)a.LeftZeroPoint);
        var rightZero = Vector128.Create((sbyte)a.RightZeroPoint);
        var (leftFactor, leftShift, leftMask) = (Vector128.Create(a.LeftMultiplier.Multiplier), Vector128.Create(a.LeftMultiplier.Shift), Mask(a.LeftMultiplier.Shift));
        var (rightFactor, rightShift, rightMask) = (Vector128.Create(a.RightMultiplier.Multiplier), Vector128.Create(a.RightMultiplier.Shift), Mask(a.RightMultiplier.Shift));
        var (factor, shift, mask) = (Vector128.Create(a.OutputMultiplier.Multiplier), Vector128.Create(a.OutputMultiplier.Shift), Mask(a.OutputMultiplier.Shift));
        var zeroPoint = Vector128.Create((short)a.OutputZeroPoint);
        var (min, max) = (Vector128.Create((sbyte)a.OutputMin), Vector128.Create((sbyte)a.OutputMax));
        for (; count > 0; count -= 16, left += leftStep, right += rightStep, output += 16)
        {
            var l = Elementwise128.Load(left, leftStep);
            var r = Elementwise128.Load(right, rightStep);
            var l1 = AdvSimd.ShiftLeftLogical(AdvSimd.SubtractWideningUpper(l, leftZero), ShiftBeforeWidening);
            var r1 = AdvSimd.ShiftLeftLogical(AdvSimd.SubtractWideningUpper(r, rightZero), ShiftBeforeWidening);
            var l0 = AdvSimd.ShiftLeftLogical(AdvSimd.SubtractWideningLower(l.GetLower(), leftZero.GetLower()), ShiftBeforeWidening);
            var r0 = AdvSimd.ShiftLeftLogical(AdvSimd.SubtractWideningLower(r.GetLower(), rightZero.GetLower()), ShiftBeforeWidening);
            var s1 = AdvSimd.MultiplyAdd(Multiply(WidenUpper(l0), leftFactor, leftShift, leftMask), Multiply(WidenUpper(r0), rightFactor, rightShift, rightMask), sign);
            var s0 = AdvSimd.MultiplyAdd(Multiply(WidenLower(l0), leftFactor, leftShift, leftMask), Multiply(WidenLower(r0), rightFactor, rightShift, rightMask), sign);
            var s3 = AdvSimd.MultiplyAdd(Multiply(WidenUpper(l1), leftFactor, leftShift, leftMask), Multiply(WidenUpper(r1), rightFactor, rightShift, rightMask), sign);
            var s2 = AdvSimd.MultiplyAdd(Multiply(WidenLower(l1), leftFactor, leftShift, leftMask), Multiply(WidenLower(r1), rightFactor, rightShift, rightMask), sign);
            var values = Requantizers128Neon.Narrow(Multiply(s0, factor, shift, mask), Multiply(s1, factor, shift, mask), Multiply(s2, factor, shift, mask), Multiply(s3, factor, shift, mask), zeroPoint);
            Elementwise128.Store(AdvSimd.Max(AdvSimd.Min(values, max), min), output, count);
        }
    }

    /// <summary>A rounded shift by at least one place, halves away from zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> RoundRight(Vector128<int> values, Vector128<int> shift) => AdvSimd.ShiftArithmeticRounded(AdvSimd.ShiftRightArithmeticAdd(values, values, 31), shift);

    private static Vector128<int> Mask(int shift) => shift == 0 ? Vector128<int>.Zero : Vector128<int>.AllBitsSet;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> WidenUpper(Vector128<short> values) => AdvSimd.ShiftLeftLogicalWideningUpper(values, AddArguments.LeftShift - ShiftBeforeWidening);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> WidenLower(Vector128<short> values) => AdvSimd.ShiftLeftLogicalWideningLower(values.GetLower(), AddArguments.LeftShift - ShiftBeforeWidening);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Multiply(Vector128<int> values, Vector128<int> factor, Vector128<int> shift, Vector128<int> mask)
    {
        var scaled = AdvSimd.MultiplyRoundedDoublingSaturateHigh(values, factor);
        return AdvSimd.ShiftArithmeticRounded(AdvSimd.ShiftRightArithmeticAdd(scaled, scaled & mask, 31), shift);
    }
}
