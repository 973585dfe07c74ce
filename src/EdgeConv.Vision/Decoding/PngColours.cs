using System.Buffers.Binary;

namespace EdgeConv.Vision.Decoding;

/// <summary>Turns restored PNG rows into RGB: palettes, depths, transparency.</summary>
internal sealed class PngColours
{
    private readonly PngHeader _header;

    // Up to 8 bits of grey or index: every value's colour, looked up.
    private readonly byte[]? _table;

    // The one fully transparent colour of a grey or RGB picture (tRNS), at the file's depth.
    private readonly (uint Red, uint Green, uint Blue)? _transparent;

    /// <param name="header">The picture's header.</param>
    /// <param name="palette">The contents of chunk PLTE; empty without one.</param>
    /// <param name="transparency">The contents of chunk tRNS; empty without one.</param>
    public PngColours(PngHeader header, ReadOnlySpan<byte> palette, ReadOnlySpan<byte> transparency)
    {
        _header = header;
        if (_header.Colour == PngColour.Indexed)
        {
            _table = Blend(palette, transparency);
            return;
        }

        _transparent = TransparentColour(transparency);
        if (_header.Colour == PngColour.Grey && _header.Depth <= 8)
            _table = GreyTable();
    }

    /// <summary>Writes the RGB of one row.</summary>
    /// <param name="row">The row's samples, as stored.</param>
    /// <param name="rgb">Three bytes a pixel; its length says how many pixels there are.</param>
    public void Convert(ReadOnlySpan<byte> row, Span<byte> rgb)
    {
        if (_table is not null)
            LookUp(row, rgb);
        else if (_header is { Colour: PngColour.Rgb, Depth: 8 } && _transparent is null)
            row[..rgb.Length].CopyTo(rgb);
        else
            ConvertSamples(row, rgb);
    }

    private void LookUp(ReadOnlySpan<byte> row, Span<byte> rgb)
    {
        var (depth, mask) = (_header.Depth, (1 << _header.Depth) - 1);
        var bit = 0;
        for (var to = 0; to < rgb.Length; to += Picture.BytesPerPixel, bit += depth)
        {
            var index = (row[bit >> 3] >> (8 - depth - (bit & 7))) & mask;
            var from = index * Picture.BytesPerPixel;
            if (from >= _table!.Length)
                throw new PictureFormatException(PngDecoder.Name, $"a pixel has colour {index} of a palette of {_table.Length / Picture.BytesPerPixel}");
            _table.AsSpan(from, Picture.BytesPerPixel).CopyTo(rgb[to..]);
        }
    }

    private void ConvertSamples(ReadOnlySpan<byte> row, Span<byte> rgb)
    {
        var wide = _header.Depth == 16;
        var max = wide ? 65535u : 255u;
        var channels = _header.Channels;
        var hasAlpha = _header.Colour is PngColour.GreyAlpha or PngColour.RgbAlpha;
        var isGrey = channels <= 2;
        var sample = 0;
        for (var to = 0; to < rgb.Length; to += Picture.BytesPerPixel, sample += channels)
        {
            var red = Sample(row, sample, wide);
            var (green, blue) = isGrey ? (red, red) : (Sample(row, sample + 1, wide), Sample(row, sample + 2, wide));
            var alpha = hasAlpha ? Sample(row, sample + channels - 1, wide) : (red, green, blue) == _transparent ? 0 : max;
            var alphaByte = Samples.ToByte(alpha, max);
            rgb[to] = Samples.OnWhite(Samples.ToByte(red, max), alphaByte);
            rgb[to + 1] = Samples.OnWhite(Samples.ToByte(green, max), alphaByte);
            rgb[to + 2] = Samples.OnWhite(Samples.ToByte(blue, max), alphaByte);
        }
    }

    private static uint Sample(ReadOnlySpan<byte> row, int index, bool wide) =>
        wide ? BinaryPrimitives.ReadUInt16BigEndian(row[(2 * index)..]) : row[index];

    private static byte[] Blend(ReadOnlySpan<byte> palette, ReadOnlySpan<byte> alphas)
    {
        var blended = palette.ToArray();
        for (var i = 0; i < Math.Min(blended.Length, alphas.Length * Picture.BytesPerPixel); i++)
            blended[i] = Samples.OnWhite(blended[i], alphas[i / Picture.BytesPerPixel]);
        return blended;
    }

    private byte[] GreyTable()
    {
        var max = (1u << _header.Depth) - 1;
        var greys = new byte[(max + 1) * Picture.BytesPerPixel];
        for (var value = 0u; value <= max; value++)
        {
            var grey = (value, value, value) == _transparent ? byte.MaxValue : Samples.ToByte(value, max);
            greys.AsSpan((int)value * Picture.BytesPerPixel, Picture.BytesPerPixel).Fill(grey);
        }

        return greys;
    }

    private (uint Red, uint Green, uint Blue)? TransparentColour(ReadOnlySpan<byte> transparency)
    {
        if (transparency.IsEmpty)
            return null;
        var red = Sample(transparency, 0, wide: true);
        return _header.Colour == PngColour.Grey
            ? (red, red, red)
            : (red, Sample(transparency, 1, wide: true), Sample(transparency, 2, wide: true));
    }
}
