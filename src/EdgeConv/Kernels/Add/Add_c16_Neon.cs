using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
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
            RunStretch(in a, a.Left + left, a.Right + right, a.Output + output, count);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunStretch(in AddArguments a, sbyte* left, sbyte* right, sbyte* output, int count)
    {
        var leftStep = a.Geometry.LeftStrides[BroadcastGeometry.Inner] * 16;
        var rightStep = a.Geometry.RightStrides[BroadcastGeometry.Inner] * 16;
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
