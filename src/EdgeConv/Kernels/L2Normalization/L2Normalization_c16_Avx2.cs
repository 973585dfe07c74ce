using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EdgeConv.Kernels.Numerics;

namespace EdgeConv.Kernels.L2Normalization;

/// <summary>Sixteen elements of a row at a time.</summary>
internal static unsafe class L2Normalization_c16_Avx2
{
    /// <summary>Rows.</summary>
    public static int Units(in L2NormalizationArguments a) => a.Rows;

    /// <summary>Computes rows.</summary>
    public static void Run(in L2NormalizationArguments a, int begin, int end)
    {
        for (var row = begin; row < end; row++)
        {
            var input = a.Input + (long)row * a.Depth;
            var inverseRoot = InverseSquareRoot.Of(SquaredLength.Of(input, a.Depth, a.InputZeroPoint));
            Scale(input, a.Output + (long)row * a.Depth, a.Depth, a.InputZeroPoint, a.InputShift, L2Normalization_Scalar.Factor(in a, inverseRoot));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Scale(sbyte* input, sbyte* output, int count, int zeroPoint, int inputShift, QuantizedMultiplier factor)
    {
        var (zero, left) = (Vector256.Create(zeroPoint), Vector128.CreateScalar(inputShift));
        for (; count > 0; count -= 16, input += 16, output += 16)
        {
            var x = Sse2.LoadVector128(input);
            var low = FixedPoint256.Multiply(Avx2.ShiftLeftLogical(Elementwise256.Low(x) - zero, left), factor);
            var high = FixedPoint256.Multiply(Avx2.ShiftLeftLogical(Elementwise256.High(x) - zero, left), factor);
            Elementwise256.Store(Elementwise256.Narrow(low, high, Vector128<short>.Zero), output, count);
        }
    }
}
