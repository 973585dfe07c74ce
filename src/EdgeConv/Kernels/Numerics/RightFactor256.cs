using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EdgeConv.Kernels.Numerics;

/// <summary>
/// A factor that shifts right, for 256-bit vectors of x64. Both roundings are one: of a value v, the multiplier m and the shift r,
/// <c>floor((floor((v m + 2^30) / 2^31) + 2^(r-1) - (v &lt; 0)) / 2^r) = floor((floor((2 v m + 2^31 + 2^32 2^(r-1)) / 2^32) - (v &lt; 0)) / 2^r)</c>,
/// and a zero point z added to the result is z 2^r more before the shift.
/// </summary>
internal readonly struct RightFactor256
{
    /// <summary>The greatest shift to the right with a zero point: times two to its power it stays, with the product, well within 32 bits.</summary>
    public const int GreatestShift = 22;

    private readonly Vector256<int> _multiplier;
    private readonly Vector256<long> _rounding;
    private readonly Vector128<int> _shift;

    /// <summary>Prepares the constants.</summary>
    /// <param name="factor">Its shift is from -31 to -1; with a zero point, from -<see cref="GreatestShift"/>.</param>
    /// <param name="zeroPoint">What is added to the product, eight bits.</param>
    public RightFactor256(QuantizedMultiplier factor, int zeroPoint)
    {
        var right = -factor.Shift;
        _multiplier = Vector256.Create(factor.Multiplier);
        _rounding = Vector256.Create((1L << 31) + (1L << (31 + right)) + ((long)zeroPoint << (32 + right)));
        _shift = Vector128.CreateScalar(right);
    }

    /// <summary>Multiplies values that have been doubled.</summary>
    /// <param name="doubled">Twice the values, which are within 30 bits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<int> Apply(Vector256<int> doubled)
    {
        var even = Avx2.Multiply(doubled, _multiplier) + _rounding;
        var odd = Avx2.Multiply(Avx2.ShiftRightLogical(doubled.AsInt64(), 32).AsInt32(), _multiplier) + _rounding;
        var high = Avx2.Blend(Avx2.ShiftRightLogical(even, 32).AsInt32(), odd.AsInt32(), 0b10101010);
        return Avx2.ShiftRightArithmetic(high + Avx2.ShiftRightArithmetic(doubled, 31), _shift);
    }
}
