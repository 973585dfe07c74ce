using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using EdgeConv.Kernels.Numerics;
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
        var identity = new Factor(a.IdentityMultiplier);
        var slope = new Factor(a.AlphaMultiplier);
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
                Value(AdvSimd.SignExtendWideningLower(x0.GetLower()), AdvSimd.MultiplyWideningLower(x0.GetLower(), s0.GetLower()), identity, slope),
                Value(AdvSimd.SignExtendWideningUpper(x0), AdvSimd.MultiplyWideningUpper(x0, s0), identity, slope),
                Value(AdvSimd.SignExtendWideningLower(x1.GetLower()), AdvSimd.MultiplyWideningLower(x1.GetLower(), s1.GetLower()), identity, slope),
                Value(AdvSimd.SignExtendWideningUpper(x1), AdvSimd.MultiplyWideningUpper(x1, s1), identity, slope),
                zeroPoint);
            Elementwise128.Store(values, output, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Value(Vector128<int> x, Vector128<int> product, Factor identity, Factor slope) => AdvSimd.BitwiseSelect(
        AdvSimd.ShiftRightArithmetic(x, 31),
        Requantizers128Neon.Exact.Apply(product, slope.Multiplier, slope.Shift),
        Requantizers128Neon.Exact.Apply(x, identity.Multiplier, identity.Shift));

    /// <summary>A factor in every lane.</summary>
    private readonly struct Factor(QuantizedMultiplier factor)
    {
        public readonly Vector128<int> Multiplier = Vector128.Create(factor.Multiplier);
        public readonly Vector128<int> Shift = Vector128.Create(factor.Shift);
    }
}
