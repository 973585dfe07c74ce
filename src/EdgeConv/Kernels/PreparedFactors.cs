using System.Runtime.InteropServices;
using EdgeConv.Kernels.Numerics;

namespace EdgeConv.Kernels;

/// <summary>
/// Requantization factors as x64 kernels read them, straight from memory. Both roundings of the exact kinds and the zero point z become one constant added to the
/// 64-bit product, <c>2^30 + 2^(30+r) + z 2^(31+r)</c> for a right shift by r:
/// <c>z + floor((floor((a m + 2^30) / 2^31) + 2^(r-1)) / 2^r) = floor((a m + 2^30 + 2^(30+r) + z 2^(31+r)) / 2^(31+r))</c>.
/// <para>
/// Products come from even and odd lanes apart, so of each eight channels the constants of the even ones stand before those of the odd ones. The high halves of
/// both are put together by one instruction, which leaves of each four the lanes 0, 2, 1, 3: shifts stand in this order.
/// </para>
/// </summary>
internal static class PreparedFactors
{
    /// <summary>Writes the shift of a channel and, for the kinds that have one, its constant.</summary>
    /// <param name="layout">A prepared layout.</param>
    /// <param name="block">The channel's block.</param>
    /// <param name="lane">Its place in the block.</param>
    /// <param name="shape">What will be done with them, and the zero point of outputs.</param>
    /// <param name="shift">The power of two.</param>
    public static void Write(PackedLayout layout, Span<byte> block, int lane, in ConvolutionArguments shape, int shift)
    {
        var shifts = MemoryMarshal.Cast<byte, int>(block)[(2 * layout.Channels)..];
        if (shape.Requantization is not (Requantization.ExactRight or Requantization.ExactRightPositive))
        {
            shifts[lane] = shift;
            return;
        }

        var roundings = MemoryMarshal.Cast<byte, long>(block[(3 * sizeof(int) * layout.Channels)..]);
        var rounding = (1L << 30) + (1L << (30 - shift)) + ((long)shape.OutputZeroPoint << (31 - shift));
        // The high half of a product is 32 places down: one of the 31 + r too many, for which either the accumulator is doubled or the shift is one less.
        var isDoubled = shape.Requantization == Requantization.ExactRight;
        shifts[PackedLayout.OtherOfMiddle(lane)] = isDoubled ? -shift : -shift - 1;
        roundings[lane / 8 * 8 + lane % 2 * 4 + lane % 8 / 2] = isDoubled ? 2 * rounding : rounding;
    }
}
