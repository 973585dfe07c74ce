using System.Buffers.Binary;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Devices.Cameras;

/// <summary>The size that a JPEG file itself tells, in its start of frame (ITU-T T.81, B.2.2).</summary>
internal static class JpegSize
{
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;

    /// <summary>Bytes from a start of frame's marker to the end of the sides.</summary>
    private const int SidesEnd = 9;

    /// <summary>Whether a marker is a start of frame, of whichever process.</summary>
    public static bool IsStartOfFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    /// <summary>The size; null: this is no JPEG file, or a side is out of range.</summary>
    public static FrameSize? Of(ReadOnlySpan<byte> file)
    {
        if (file.Length < 4 || file[0] != 0xFF || file[1] != StartOfImage)
            return null;
        var at = 2;
        while (at + 4 <= file.Length && file[at] == 0xFF)
        {
            var marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker is StartOfImage or EndOfImage or StartOfScan)
                return null;
            if (IsStartOfFrame(marker))
                return at + SidesEnd <= file.Length ? Checked(BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..])) : null;
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
        }

        return null;
    }

    private static FrameSize? Checked(int width, int height) =>
        width is >= 1 and <= FrameFormat.MaxSide && height is >= 1 and <= FrameFormat.MaxSide ? new FrameSize(width, height) : null;
}
