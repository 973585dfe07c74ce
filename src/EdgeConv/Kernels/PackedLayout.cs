namespace EdgeConv.Kernels;

/// <summary>
/// How a kernel wants constant operands arranged. Output channels come in blocks; each block is
/// <c>int32 bias[Channels], int32 multiplier[Channels], int32 shift[Channels], int8 weights[steps][Channels][Depth]</c>,
/// with zeros where a block has more channels or a step more depth than the operator; or int16 weights. What a step is, the operator's packing says.
/// </summary>
/// <param name="Channels">Output channels a block.</param>
/// <param name="Depth">Products summed into one lane of 32 bits at a step.</param>
/// <param name="InputOffset">
/// What the kernel adds to each input value before multiplying: 128 where the instruction takes unsigned bytes, else 0. The packed bias makes up for it.
/// </param>
/// <param name="IsPrepared">
/// Whether the header says what <see cref="PreparedFactors"/> says, with <c>int64 rounding[Channels]</c> behind the shifts: x64 has no rounding doubling multiply.
/// </param>
/// <param name="SplitHalves">
/// Whether channels of the block's first and second half take turns, four of each: instructions that interleave bytes within halves of a 256-bit vector leave them so.
/// </param>
/// <param name="SwapsMiddle">Whether of each four channels the two in the middle stand in each other's place, so that requantization puts them in order (<see cref="PreparedFactors"/>).</param>
/// <param name="WeightBytes">
/// Bytes of a weight: 2 where a kernel multiplies 16-bit values, which hold a weight without its zero point whatever that is. Its input values are as wide.
/// </param>
public sealed record PackedLayout(int Channels, int Depth, int InputOffset = 0, bool IsPrepared = false, bool SplitHalves = false, bool SwapsMiddle = false, int WeightBytes = 1)
{
    /// <summary>Bytes in front of a block's weights: bias, multipliers, shifts, and roundings if prepared.</summary>
    public int HeaderBytes => (3 * sizeof(int) + (IsPrepared ? sizeof(long) : 0)) * Channels;

    /// <summary>Bytes of a block of so many steps.</summary>
    public long BlockBytes(long steps) => HeaderBytes + steps * Channels * Depth * WeightBytes;

    /// <summary>Whether weights are packed without their zero point, so that input values need not be summed for it.</summary>
    public bool HoldsZeroPoint => WeightBytes > 1;

    /// <summary>Where in a block a channel stands.</summary>
    /// <param name="channel">The channel, counted from the block's first.</param>
    public int Lane(int channel)
    {
        var lane = SplitHalves ? channel % (Channels / 2) / 4 * 8 + channel / (Channels / 2) * 4 + channel % 4 : channel;
        return SwapsMiddle ? OtherOfMiddle(lane) : lane;
    }

    /// <summary>The lane itself for the outer two of each four, the other one for the two in the middle.</summary>
    internal static int OtherOfMiddle(int lane) => lane / 4 * 4 + lane % 2 * 2 + lane / 2 % 2;
}
