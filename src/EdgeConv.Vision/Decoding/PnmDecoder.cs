using System.Buffers.Binary;

namespace EdgeConv.Vision.Decoding;

/// <summary>Netpbm's PBM, PGM and PPM, as text (P1, P2, P3) and binary (P4, P5, P6), up to 16 bits a sample.</summary>
/// <remarks>A file may hold several pictures; the first is read.</remarks>
internal static class PnmDecoder
{
    public const string Name = "PNM";

    public static Picture Decode(ReadOnlySpan<byte> file, int maxPixels)
    {
        var kind = file[1] - '0';
        var tokens = new PnmTokens(file, 2);
        var (width, height) = (tokens.Number("the width"), tokens.Number("the height"));
        PictureSize.Check(Name, width, height, maxPixels, 3);

        var isBitmap = kind is 1 or 4;
        var channels = kind is 3 or 6 ? 3 : 1;
        var max = isBitmap ? 1 : tokens.Number("the largest sample");
        if (max is < 1 or > 65535)
            throw new PictureFormatException(Name, $"the largest sample is {max}, which is not between 1 and 65535", tokens.Position);

        var isText = kind <= 3;
        if (!isText)
            tokens.EndHeader();
        var samples = (long)width * height * channels;
        var needed = (kind, max) switch
        {
            (4, _) => (width + 7L) / 8 * height,
            (1, _) => samples,
            (2 or 3, _) => 2 * samples,
            (_, > 255) => 2 * samples,
            _ => samples,
        };

        // As text the last number needs no space after it.
        if (needed - (isText ? 1 : 0) > file.Length - tokens.Position)
            throw new PictureFormatException(
                Name,
                $"{width}x{height} pixels take at least {needed} bytes, the file has {file.Length - tokens.Position} of them: it is cut short",
                tokens.Position,
                "Fetch it again.");

        var picture = new Picture(width, height);
        if (isText)
            ReadText(tokens, picture, channels, max, isBitmap);
        else if (isBitmap)
            ReadBits(file[tokens.Position..], picture);
        else
            ReadBinary(file, tokens.Position, picture, channels, max);
        return picture;
    }

    private static void ReadText(PnmTokens tokens, Picture picture, int channels, int max, bool isBitmap)
    {
        var pixels = picture.Pixels;
        var step = Picture.BytesPerPixel / channels;
        for (var i = 0; i < pixels.Length; i += step)
        {
            // In a bitmap 1 is ink.
            var value = isBitmap ? 1 - tokens.Bit() : tokens.Number("a pixel");
            pixels.AsSpan(i, step).Fill(Scaled(value, max, tokens.Position));
        }
    }

    private static void ReadBits(ReadOnlySpan<byte> stored, Picture picture)
    {
        var rowBytes = (picture.Width + 7) / 8;
        for (var y = 0; y < picture.Height; y++)
        {
            var bits = stored.Slice(y * rowBytes, rowBytes);
            var row = picture.Row(y);
            for (var x = 0; x < picture.Width; x++)
            {
                var isInk = (bits[x >> 3] >> (7 - (x & 7)) & 1) != 0;
                row.Slice(x * Picture.BytesPerPixel, Picture.BytesPerPixel).Fill(isInk ? byte.MinValue : byte.MaxValue);
            }
        }
    }

    private static void ReadBinary(ReadOnlySpan<byte> file, int position, Picture picture, int channels, int max)
    {
        var pixels = picture.Pixels;
        if (channels == 3 && max == 255)
        {
            file.Slice(position, pixels.Length).CopyTo(pixels);
            return;
        }

        var step = Picture.BytesPerPixel / channels;
        var wide = max > 255;
        for (var i = 0; i < pixels.Length; i += step)
        {
            int value = wide ? BinaryPrimitives.ReadUInt16BigEndian(file[position..]) : file[position];
            pixels.AsSpan(i, step).Fill(Scaled(value, max, position));
            position += wide ? 2 : 1;
        }
    }

    private static byte Scaled(int value, int max, int offset)
    {
        if (value > max)
            throw new PictureFormatException(Name, $"a sample of {value} is above the largest, {max}", offset);
        return Samples.ToByte((uint)value, (uint)max);
    }
}
