using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EdgeConv.Kernels.Numerics;

namespace EdgeConv.Kernels.Add;

/// <summary>Sixteen elements at a time of operands that run on evenly, or of which one stands still.</summary>
internal static unsafe class Add_c16_Avx2
{
    private const int UnitLength = 4096;

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

    /// <summary>In a network's sum the operand of the larger scale is halved; any other is brought to less than half.</summary>
    private static void RunStretch(in AddArguments a, sbyte* left, sbyte* right, sbyte* output, int count)
    {
        var leftStep = a.Geometry.LeftStrides[BroadcastGeometry.Inner] * 16;
        var rightStep = a.Geometry.RightStrides[BroadcastGeometry.Inner] * 16;
        var isUsual = a.RightSign == 1 && a.OutputMultiplier.Shift is <= -1 and >= -RightFactor256.GreatestShift;
        if (isUsual && IsHalf(a.LeftMultiplier) && IsHalf(a.RightMultiplier))
            Add_c16_Avx2_Usual<Add_c16_Avx2_Usual.Halved>.Run(in a, left, leftStep, a.LeftZeroPoint, default, right, rightStep, a.RightZeroPoint, output, count);
        else if (isUsual && IsHalf(a.LeftMultiplier) && a.RightMultiplier.Shift <= -1)
            Add_c16_Avx2_Usual<Add_c16_Avx2_Usual.Scaled>.Run(in a, right, rightStep, a.RightZeroPoint, a.RightMultiplier, left, leftStep, a.LeftZeroPoint, output, count);
        else if (isUsual && IsHalf(a.RightMultiplier) && a.LeftMultiplier.Shift <= -1)
            Add_c16_Avx2_Usual<Add_c16_Avx2_Usual.Scaled>.Run(in a, left, leftStep, a.LeftZeroPoint, a.LeftMultiplier, right, rightStep, a.RightZeroPoint, output, count);
        else
            RunAny(in a, left, leftStep, right, rightStep, output, count);
    }

    private static bool IsHalf(QuantizedMultiplier factor) => factor is { Multiplier: 1 << 30, Shift: 0 };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunAny(in AddArguments a, sbyte* left, int leftStep, sbyte* right, int rightStep, sbyte* output, int count)
    {
        var sign = Vector256.Create(a.RightSign);
        var (leftZero, rightZero) = (Vector256.Create(a.LeftZeroPoint), Vector256.Create(a.RightZeroPoint));
        var zeroPoint = Vector128.Create((short)a.OutputZeroPoint);
        var (min, max) = (Vector128.Create((sbyte)a.OutputMin), Vector128.Create((sbyte)a.OutputMax));
        for (; count > 0; count -= 16, left += leftStep, right += rightStep, output += 16)
        {
            var l = Elementwise256.Load(left, leftStep);
            var r = Elementwise256.Load(right, rightStep);
            var low = Sum(Elementwise256.Low(l) - leftZero, Elementwise256.Low(r) - rightZero, sign, in a);
            var high = Sum(Elementwise256.High(l) - leftZero, Elementwise256.High(r) - rightZero, sign, in a);
            var bytes = Elementwise256.Narrow(low, high, zeroPoint);
            Elementwise256.Store(Sse41.Max(Sse41.Min(bytes, max), min), output, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Sum(Vector256<int> left, Vector256<int> right, Vector256<int> sign, in AddArguments a)
    {
        var l = FixedPoint256.MultiplyBelowOne(Avx2.ShiftLeftLogical(left, AddArguments.LeftShift), a.LeftMultiplier);
        var r = FixedPoint256.MultiplyBelowOne(Avx2.ShiftLeftLogical(right, AddArguments.LeftShift), a.RightMultiplier);
        return FixedPoint256.MultiplyBelowOne(l + Avx2.Sign(r, sign), a.OutputMultiplier);
    }
}
