using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.PRelu;

/// <summary>Sixteen elements at a time of operands that run on evenly, or of which one stands still: both branches computed, one kept.</summary>
internal static unsafe class PRelu_c16_Neon
{
    private const int UnitLength = 4096;

    /// <summary>Why it cannot run with such arguments, or null.</summary>
    public static string? Refusal(in PReluArguments a) => ElementwiseRows.Refusal(in a.Geometry);

    /// <summary>Stretches of rows.</summary>
    public static int Units(in PReluArguments a) => ElementwiseRows.Units(in a.Geometry, UnitLength);

    /// <summary>Computes stretches of rows.</summary>
    public static void Run(in PReluArguments a, int begin, int end)
    {
        for (var unit = begin; unit < end; unit++)
        {
            var (input, alpha, output, count) = ElementwiseRows.Stretch(in a.Geometry, UnitLength, unit);
            RunStretch(in a, a.Input + input, a.Alpha + alpha, a.Output + output, count);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunStretch(in PReluArguments a, sbyte* input, sbyte* alpha, sbyte* output, int count)
    {
        var inputStep = a.Geometry.LeftStrides[BroadcastGeometry.Inner] * 16;
        var alphaStep = a.Geometry.RightStrides[BroadcastGeometry.Inner] * 16;
        var inputZero = Vector128.Create((sbyte)a.InputZeroPoint);
        var alphaZero = Vector128.Create((sbyte)a.AlphaZeroPoint);
        // Locals, not a struct of two: the compiler keeps those in registers.
        var (slope, slopeShift) = (Vector128.Create(a.AlphaMultiplier.Multiplier), Vector128.Create(a.AlphaMultiplier.Shift));
        var (identity, identityShift) = (Vector128.Create(a.IdentityMultiplier.Multiplier), Vector128.Create(a.IdentityMultiplier.Shift));
        var zeroPoint = Vector128.Create((short)a.OutputZeroPoint);
        for (; count > 0; count -= 16, input += inputStep, alpha += alphaStep, output += 16)
        {
            var x = Elementwise128.Load(input, inputStep);
            var slopes = Elementwise128.Load(alpha, alphaStep);
            var x1 = AdvSimd.SubtractWideningUpper(x, inputZero);
            var s1 = AdvSimd.SubtractWideningUpper(slopes, alphaZero);
            var x0 = AdvSimd.SubtractWideningLower(x.GetLower(), inputZero.GetLower());
            var s0 = AdvSimd.SubtractWideningLower(slopes.GetLower(), alphaZero.GetLower());
            var values = Requantizers128Neon.Narrow(
                Value(AdvSimd.SignExtendWideningLower(x0.GetLower()), AdvSimd.MultiplyWideningLower(x0.GetLower(), s0.GetLower()), slope, slopeShift, identity, identityShift),
                Value(AdvSimd.SignExtendWideningUpper(x0), AdvSimd.MultiplyWideningUpper(x0, s0), slope, slopeShift, identity, identityShift),
                Value(AdvSimd.SignExtendWideningLower(x1.GetLower()), AdvSimd.MultiplyWideningLower(x1.GetLower(), s1.GetLower()), slope, slopeShift, identity, identityShift),
                Value(AdvSimd.SignExtendWideningUpper(x1), AdvSimd.MultiplyWideningUpper(x1, s1), slope, slopeShift, identity, identityShift),
                zeroPoint);
            Elementwise128.Store(values, output, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Value(Vector128<int> x, Vector128<int> product, Vector128<int> slope, Vector128<int> slopeShift, Vector128<int> identity, Vector128<int> identityShift) =>
        AdvSimd.BitwiseSelect(
            AdvSimd.ShiftRightArithmetic(x, 31),
            Requantizers128Neon.Exact.Apply(product, slope, slopeShift),
            Requantizers128Neon.Exact.Apply(x, identity, identityShift));
}
