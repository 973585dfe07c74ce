using System.Buffers.Binary;

namespace EdgeConv.Vision.Decoding;

/// <summary>Finds the orientation in an EXIF block, which is a small TIFF file (TIFF 6.0, section 2).</summary>
/// <remarks>A damaged block is no reason to refuse a photograph: whatever does not make sense counts as upright.</remarks>
internal static class ExifOrientation
{
    private const ushort OrientationTag = 0x0112;
    private const ushort ShortType = 3;
    private const ushort LongType = 4;
    private const int EntryBytes = 12;

    /// <param name="tiff">The block from its byte order mark on.</param>
    public static PictureOrientation Read(ReadOnlySpan<byte> tiff)
    {
        var bigEndian = tiff.StartsWith("MM\0*"u8);
        if (tiff.Length < 8 || (!bigEndian && !tiff.StartsWith("II*\0"u8)))
            return PictureOrientation.TopLeft;

        var directory = Long(tiff[4..], bigEndian);
        if (directory > tiff.Length - 2)
            return PictureOrientation.TopLeft;

        var entries = tiff[(int)directory..];
        var count = Short(entries, bigEndian);
        entries = entries[2..];
        for (; count > 0 && entries.Length >= EntryBytes; count--, entries = entries[EntryBytes..])
        {
            if (Short(entries, bigEndian) != OrientationTag)
                continue;
            var value = Short(entries[2..], bigEndian) switch
            {
                ShortType => Short(entries[8..], bigEndian),
                LongType => Long(entries[8..], bigEndian),
                _ => 0u,
            };
            return value is >= 1 and <= 8 ? (PictureOrientation)value : PictureOrientation.TopLeft;
        }

        return PictureOrientation.TopLeft;
    }

    private static ushort Short(ReadOnlySpan<byte> at, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(at) : BinaryPrimitives.ReadUInt16LittleEndian(at);

    private static uint Long(ReadOnlySpan<byte> at, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(at) : BinaryPrimitives.ReadUInt32LittleEndian(at);
}
