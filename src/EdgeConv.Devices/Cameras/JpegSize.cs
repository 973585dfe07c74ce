using System.Buffers.Binary;
using EdgeConv.Vision.Decoding;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Devices.Cameras;

/// <summary>The size that a JPEG file itself tells, in its start of frame (ITU-T T.81, B.2.2).</summary>
internal static class JpegSize
{
    /// <summary>Bytes of a start of frame to the end of the sides.</summary>
    private const int SidesEnd = 5;

    /// <summary>Whether a marker is a start of frame, of whichever process.</summary>
    public static bool IsStartOfFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    /// <summary>The size; null: this is no JPEG file, or a side is out of range.</summary>
    public static FrameSize? Of(ReadOnlySpan<byte> file)
    {
        var segments = new JpegSegments(file);
        while (segments.Next())
        {
            if (IsStartOfFrame(segments.Marker))
                return SizeIn(segments.Contents);
        }

        return null;
    }

    private static FrameSize? SizeIn(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < SidesEnd)
            return null;
        var (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(frame[1..]), BinaryPrimitives.ReadUInt16BigEndian(frame[3..]));
        return width is >= 1 and <= FrameFormat.MaxSide && height is >= 1 and <= FrameFormat.MaxSide ? new FrameSize(width, height) : null;
    }
}
