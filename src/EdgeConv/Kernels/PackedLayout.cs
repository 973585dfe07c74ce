namespace EdgeConv.Kernels;

/// <summary>
/// How a kernel wants constant operands arranged. Output channels come in blocks; each block is
/// <c>int32 bias[Channels], int32 multiplier[Channels], int32 shift[Channels], int8 weights[steps][Channels][Depth]</c>,
/// with zeros where a block has more channels or a step more depth than the operator. What a step is, the operator's packing says.
/// </summary>
/// <param name="Channels">Output channels a block.</param>
/// <param name="Depth">Products summed into one lane of 32 bits at a step.</param>
/// <param name="InputOffset">
/// What the kernel adds to each input value before multiplying: 128 where the instruction takes unsigned bytes, else 0. The packed bias makes up for it.
/// </param>
public sealed record PackedLayout(int Channels, int Depth, int InputOffset = 0)
{
    /// <summary>Bytes in front of a block's weights: bias, multipliers, shifts.</summary>
    public int HeaderBytes => 3 * sizeof(int) * Channels;

    /// <summary>Bytes of a block of so many steps.</summary>
    public long BlockBytes(long steps) => HeaderBytes + steps * Channels * Depth;
}
