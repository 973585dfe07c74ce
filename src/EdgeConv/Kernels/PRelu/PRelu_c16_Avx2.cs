using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EdgeConv.Kernels.Numerics;

namespace EdgeConv.Kernels.PRelu;

/// <summary>Sixteen elements at a time of operands that run on evenly, or of which one stands still: both branches computed, one kept.</summary>
internal static unsafe class PRelu_c16_Avx2
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
        var (inputZero, alphaZero) = (Vector256.Create(a.InputZeroPoint), Vector256.Create(a.AlphaZeroPoint));
        var zeroPoint = Vector128.Create((short)a.OutputZeroPoint);
        for (; count > 0; count -= 16, input += inputStep, alpha += alphaStep, output += 16)
        {
            var x = Elementwise256.Load(input, inputStep);
            var slopes = Elementwise256.Load(alpha, alphaStep);
            var low = Value(Elementwise256.Low(x) - inputZero, Elementwise256.Low(slopes) - alphaZero, in a);
            var high = Value(Elementwise256.High(x) - inputZero, Elementwise256.High(slopes) - alphaZero, in a);
            Elementwise256.Store(Elementwise256.Narrow(low, high, zeroPoint), output, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Value(Vector256<int> x, Vector256<int> slopes, in PReluArguments a)
    {
        var above = FixedPoint256.Multiply(x, a.IdentityMultiplier);
        var below = FixedPoint256.Multiply(Avx2.MultiplyLow(x, slopes), a.AlphaMultiplier);
        return Avx.BlendVariable(above.AsSingle(), below.AsSingle(), x.AsSingle()).AsInt32();
    }
}
