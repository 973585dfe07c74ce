namespace EdgeConv.Kernels.SignFlip;

/// <summary>
/// 8-bit values moved between their signed and unsigned form by flipping the top bit: <c>y = x xor 0x80</c>. The engine computes with int8 throughout;
/// a uint8 tensor with zero point z is the int8 tensor of flipped bytes with zero point z - 128.
/// </summary>
public unsafe struct SignFlipArguments
{
    /// <summary>The values.</summary>
    public byte* Input;

    /// <summary>The flipped values; may be the input itself.</summary>
    public byte* Output;

    /// <summary>How many.</summary>
    public int Count;
}
