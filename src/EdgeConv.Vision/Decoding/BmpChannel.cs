using System.Numerics;

namespace EdgeConv.Vision.Decoding;

/// <summary>One channel of a 16- or 32-bit BMP pixel: the bits a mask selects, scaled to 8.</summary>
internal readonly struct BmpChannel
{
    private readonly uint _mask;
    private readonly int _shift;
    private readonly uint _max;

    /// <exception cref="PictureFormatException">The mask has a gap, or bits the pixel does not have.</exception>
    public BmpChannel(uint mask, int bitsPerPixel)
    {
        _mask = mask;
        _shift = mask == 0 ? 0 : BitOperations.TrailingZeroCount(mask);
        _max = mask >> _shift;
        if ((_max & (_max + 1)) != 0 || (bitsPerPixel < 32 && mask >> bitsPerPixel != 0))
            throw new PictureFormatException(BmpDecoder.Name, $"0x{mask:X8} is not a colour mask of a {bitsPerPixel}-bit pixel");
    }

    public bool Exists => _mask != 0;

    public byte Of(uint pixel) => _mask == 0 ? (byte)0 : Samples.ToByte((pixel & _mask) >> _shift, _max);
}
