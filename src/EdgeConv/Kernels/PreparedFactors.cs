using System.Runtime.InteropServices;
using EdgeConv.Kernels.Numerics;

namespace EdgeConv.Kernels;

/// <summary>
/// Requantization factors as x64 kernels read them, straight from memory. Both roundings of the exact kinds become one constant added to the 64-bit product,
/// <c>2^30 + 2^(30+r)</c> for a right shift by r: <c>floor((floor((a m + 2^30) / 2^31) + 2^(r-1)) / 2^r) = floor((a m + 2^30 + 2^(30+r)) / 2^(31+r))</c>.
/// Products come from even and odd lanes apart, so of each eight channels the roundings of the even ones stand before those of the odd ones.
/// </summary>
internal static class PreparedFactors
{
    /// <summary>Writes the factors of a channel.</summary>
    /// <param name="layout">A prepared layout.</param>
    /// <param name="block">The channel's block.</param>
    /// <param name="lane">Its place in the block.</param>
    /// <param name="requantization">What will be done with them.</param>
    /// <param name="shift">The power of two.</param>
    public static void Write(PackedLayout layout, Span<byte> block, int lane, Requantization requantization, int shift)
    {
        if (requantization is not (Requantization.ExactRight or Requantization.ExactRightPositive))
            return;
        var shifts = MemoryMarshal.Cast<byte, int>(block)[(2 * layout.Channels)..];
        var roundings = MemoryMarshal.Cast<byte, long>(block[(3 * sizeof(int) * layout.Channels)..]);
        // The high half of the product already is 32 of the 31 + r places down.
        shifts[lane] = requantization == Requantization.ExactRightPositive ? -shift - 1 : -shift;
        roundings[lane / 8 * 8 + lane % 2 * 4 + lane % 8 / 2] = (1L << 30) + (1L << (30 - shift));
    }
}
