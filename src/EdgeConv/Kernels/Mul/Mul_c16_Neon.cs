using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Mul;

/// <summary>Sixteen elements at a time of operands that run on evenly, or of which one stands still.</summary>
internal static unsafe class Mul_c16_Neon
{
    private const int UnitLength = 4096;

    /// <summary>Why it cannot run with such arguments, or null.</summary>
    public static string? Refusal(in MulArguments a) => ElementwiseRows.Refusal(in a.Geometry);

    /// <summary>Stretches of rows.</summary>
    public static int Units(in MulArguments a) => ElementwiseRows.Units(in a.Geometry, UnitLength);

    /// <summary>Computes stretches of rows.</summary>
    public static void Run(in MulArguments a, int begin, int end)
    {
        for (var unit = begin; unit < end; unit++)
        {
            var (left, right, output, count) = ElementwiseRows.Stretch(in a.Geometry, UnitLength, unit);
            RunStretch(in a, a.Left + left, a.Right + right, a.Output + output, count);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunStretch(in MulArguments a, sbyte* left, sbyte* right, sbyte* output, int count)
    {
        var leftStep = a.Geometry.LeftStrides[BroadcastGeometry.Inner] * 16;
        var rightStep = a.Geometry.RightStrides[BroadcastGeometry.Inner] * 16;
        var leftZero = Vector128.Create((sbyte)a.LeftZeroPoint);
        var rightZero = Vector128.Create((sbyte)a.RightZeroPoint);
        var (factor, shift) = (Vector128.Create(a.Multiplier.Multiplier), Vector128.Create(a.Multiplier.Shift));
        var zeroPoint = Vector128.Create((short)a.OutputZeroPoint);
        var (min, max) = (Vector128.Create((sbyte)a.OutputMin), Vector128.Create((sbyte)a.OutputMax));
        for (; count > 0; count -= 16, left += leftStep, right += rightStep, output += 16)
        {
            var l = Elementwise128.Load(left, leftStep);
            var r = Elementwise128.Load(right, rightStep);
            var l1 = AdvSimd.SubtractWideningUpper(l, leftZero);
            var r1 = AdvSimd.SubtractWideningUpper(r, rightZero);
            var l0 = AdvSimd.SubtractWideningLower(l.GetLower(), leftZero.GetLower());
            var r0 = AdvSimd.SubtractWideningLower(r.GetLower(), rightZero.GetLower());
            var values = Requantizers128Neon.Narrow(
                Requantizers128Neon.Exact.Apply(AdvSimd.MultiplyWideningLower(l0.GetLower(), r0.GetLower()), factor, shift),
                Requantizers128Neon.Exact.Apply(AdvSimd.MultiplyWideningUpper(l0, r0), factor, shift),
                Requantizers128Neon.Exact.Apply(AdvSimd.MultiplyWideningLower(l1.GetLower(), r1.GetLower()), factor, shift),
                Requantizers128Neon.Exact.Apply(AdvSimd.MultiplyWideningUpper(l1, r1), factor, shift),
                zeroPoint);
            Elementwise128.Store(AdvSimd.Max(AdvSimd.Min(values, max), min), output, count);
        }
    }
}
