using System.Buffers.Binary;

namespace EdgeConv.Vision.Decoding;

/// <summary>The chunks of a PNG file that make the picture, checked one by one.</summary>
internal sealed class PngParts
{
    private const int ChunkOverhead = 12;

    private PngParts(PngHeader header) => Header = header;

    public PngHeader Header { get; }

    /// <summary>Contents of PLTE; three bytes a colour.</summary>
    public byte[] Palette { get; private set; } = [];

    /// <summary>Contents of tRNS.</summary>
    public byte[] Transparency { get; private set; } = [];

    /// <summary>Contents of eXIf.</summary>
    public byte[] Exif { get; private set; } = [];

    /// <summary>Contents of all IDAT chunks in a row: one zlib stream.</summary>
    public byte[] Compressed { get; private set; } = [];

    /// <summary>Where in the file the first IDAT chunk begins.</summary>
    public int FirstPixelOffset { get; private set; }

    public static PngParts Read(ReadOnlySpan<byte> file, int maxPixels)
    {
        PngParts? parts = null;
        using var compressed = new MemoryStream();
        for (var at = PngDecoder.Signature.Length; ;)
        {
            var (type, contents) = ReadChunk(file, at);
            if (parts is null)
            {
                if (type != "IHDR")
                    throw new PictureFormatException(PngDecoder.Name, $"the first chunk is {type}, not IHDR", at);
                parts = new PngParts(PngHeader.Read(contents, at + 8, maxPixels));
            }
            else if (type == "IDAT")
            {
                if (parts.FirstPixelOffset == 0)
                    parts.FirstPixelOffset = at;
                compressed.Write(contents);
            }
            else if (type == "IEND")
            {
                parts.Compressed = compressed.ToArray();
                parts.CheckComplete(at);
                return parts;
            }
            else
            {
                parts.Take(type, contents, at);
            }

            at += ChunkOverhead + contents.Length;
        }
    }

    private void Take(string type, ReadOnlySpan<byte> contents, int offset)
    {
        switch (type)
        {
            case "PLTE":
                if (contents.Length is 0 or > 768 || contents.Length % 3 != 0)
                    throw new PictureFormatException(PngDecoder.Name, $"a palette of {contents.Length} bytes is not 1 to 256 colours of 3", offset);
                Palette = contents.ToArray();
                break;
            case "tRNS":
                Transparency = contents.ToArray();
                break;
            case "eXIf":
                Exif = contents.ToArray();
                break;
            default:
                // A capital first letter marks what a reader must understand (PNG specification, 5.4).
                if (char.IsAsciiLetterUpper(type[0]))
                    throw new PictureFormatException(PngDecoder.Name, $"chunk {type} is needed to show the picture and not known", offset);
                break;
        }
    }

    private void CheckComplete(int end)
    {
        if (FirstPixelOffset == 0)
            throw new PictureFormatException(PngDecoder.Name, "there is no IDAT chunk, so there are no pixels", end);
        if (Header.Colour == PngColour.Indexed && Palette.Length == 0)
            throw new PictureFormatException(PngDecoder.Name, "the pixels are palette indices and there is no palette", end);

        var transparencyIsLegal = Header.Colour switch
        {
            PngColour.Grey => Transparency.Length is 0 or 2,
            PngColour.Rgb => Transparency.Length is 0 or 6,
            PngColour.Indexed => Transparency.Length <= Palette.Length / 3,
            _ => Transparency.Length == 0,
        };
        if (!transparencyIsLegal)
            throw new PictureFormatException(
                PngDecoder.Name,
                $"chunk tRNS has {Transparency.Length} bytes, which colour type {(int)Header.Colour} does not allow");
    }

    private static Chunk ReadChunk(ReadOnlySpan<byte> file, int at)
    {
        var rest = file[at..];
        if (rest.Length < ChunkOverhead)
            throw new PictureFormatException(PngDecoder.Name, "the file is cut short: the IEND chunk is missing", file.Length, "Fetch it again.");

        var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        var named = rest[4..];
        foreach (var letter in named[..4])
        {
            if (!char.IsAsciiLetter((char)letter))
                throw new PictureFormatException(
                    PngDecoder.Name,
                    $"a chunk's name is {Convert.ToHexString(named[..4])}, not four letters: the file is corrupt",
                    at + 4);
        }

        var type = System.Text.Encoding.ASCII.GetString(named[..4]);
        if (length > rest.Length - ChunkOverhead)
            throw new PictureFormatException(
                PngDecoder.Name,
                $"chunk {type} has {length} bytes, the file only {rest.Length - ChunkOverhead} more: it is cut short",
                at,
                "Fetch it again.");

        var checkedBytes = named[..(4 + (int)length)];
        if (PngCrc.Compute(checkedBytes) != BinaryPrimitives.ReadUInt32BigEndian(named[checkedBytes.Length..]))
            throw new PictureFormatException(PngDecoder.Name, $"chunk {type} fails its checksum: the file is corrupt", at, "Fetch it again.");
        return new Chunk(type, checkedBytes[4..]);
    }

    private readonly ref struct Chunk(string type, ReadOnlySpan<byte> contents)
    {
        private readonly ReadOnlySpan<byte> _contents = contents;

        public void Deconstruct(out string name, out ReadOnlySpan<byte> bytes)
        {
            name = type;
            bytes = _contents;
        }
    }
}
