using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels.L2Normalization;

/// <summary>Sums of squares, on any instruction set with 128-bit vectors.</summary>
internal static unsafe class SquaredLength
{
    /// <summary><c>sum (x - zeroPoint)²</c>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Of(sbyte* values, int count, int zeroPoint)
    {
        var zero = Vector128.Create((short)zeroPoint);
        var sums = Vector128<int>.Zero;
        var i = 0;
        for (; i <= count - 16; i += 16)
        {
            var (low, high) = Vector128.Widen(Vector128.Load(values + i));
            sums += Squares(low - zero) + Squares(high - zero);
        }

        var sum = Vector128.Sum(sums);
        for (; i < count; i++)
            sum += (values[i] - zeroPoint) * (values[i] - zeroPoint);
        return sum;
    }

    /// <summary>Squares of differences of up to 255, which 16 bits hold without a sign, added by twos.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Squares(Vector128<short> differences)
    {
        var (first, second) = Vector128.Widen((differences * differences).AsUInt16());
        return (first + second).AsInt32();
    }
}
