using System.Buffers.Binary;

namespace EdgeConv.Tests.Devices.Cameras.Streams;

/// <summary>JPEG files by their markers; what is between is noise.</summary>
internal static class Jpegs
{
    /// <summary>A picture with a thumbnail, fill bytes, restart markers, escaped bytes and several scans.</summary>
    public static byte[] Picture(int width, int height, int seed, int scanBytes = 500)
    {
        byte[] thumbnail = [0xFF, 0xD8, .. Segment(0xC0, Frame(16, 16)), .. Segment(0xDA, new byte[4]), 1, 2, 3, 0xFF, 0xD9];
        return
        [
            0xFF, 0xD8,
            .. Segment(0xE1, [.. "Exif\0\0"u8, .. thumbnail]),
            .. Segment(0xDB, new byte[65]),
            0xFF, 0xFF, .. Segment(0xC2, Frame(width, height)),
            .. Segment(0xC4, Workshop.Noise(40, seed)),
            .. Segment(0xDA, new byte[6]), .. Scan(scanBytes, seed), 0xFF, 0xD0, .. Scan(scanBytes, seed + 1),
            .. Segment(0xC4, Workshop.Noise(40, seed)),
            .. Segment(0xDA, new byte[6]), .. Scan(scanBytes, seed + 2),
            0xFF, 0xD9,
        ];
    }

    public static byte[] Segment(byte marker, byte[] contents)
    {
        byte[] segment = [0xFF, marker, 0, 0, .. contents];
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(contents.Length + 2));
        return segment;
    }

    public static byte[] Frame(int width, int height)
    {
        var frame = new byte[15];
        frame[0] = 8;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(1), (ushort)height);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(3), (ushort)width);
        return frame;
    }

    private static IEnumerable<byte> Scan(int length, int seed) => Workshop.Noise(length, seed).SelectMany(value => value == 0xFF ? new byte[] { 0xFF, 0 } : [value]);
}
