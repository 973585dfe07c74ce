using System.Runtime.InteropServices;
using EdgeConv.Vision;
using EdgeConv.Vision.Decoding;
using EdgeConv.Vision.Frames;
using EdgeConv.Vision.Frames.Jpeg;

namespace EdgeConv.Tests.Vision.Frames.Jpeg;

/// <summary>JPEG files made for tests, of every subsampling.</summary>
internal static unsafe class JpegFiles
{
    /// <summary>A picture as a file.</summary>
    public static byte[] Encode(Picture picture, JpegSubsampling subsampling, int quality = 100)
    {
        using var compressor = TurboJpegHandle.OpenCompressor();
        var file = new byte[TurboJpeg.CompressedBytes(picture.Width, picture.Height, (int)subsampling).Value];
        fixed (byte* start = file)
        {
            var to = start;
            var length = new CULong((nuint)file.Length);
            var status = TurboJpeg.Compress(
                compressor, in picture.Pixels[0], picture.Width, 3 * picture.Width, picture.Height, TurboJpeg.PixelsRgb, ref to, ref length, (int)subsampling, quality, TurboJpeg.NoReallocation);
            Assert.True(status == 0, TurboJpeg.ErrorOf(compressor));
            return file[..(int)length.Value];
        }
    }

    /// <summary>A file as a frame.</summary>
    public static Frame Frame(byte[] file, int width, int height) => TestFrames.Of(new FrameFormat(PixelFormat.Mjpeg, width, height), file);

    /// <summary>Y, Cb and Cr of a 4:2:0 file, decoded at full size.</summary>
    public static Frame Planes420(byte[] file, int width, int height)
    {
        using var planes = new JpegPlanes(width, height, JpegSubsampling.S420);
        using var decoder = TurboJpegHandle.Open();
        Assert.Equal(0, TurboJpeg.DecompressToPlanes(decoder, in file[0], new CULong((uint)file.Length), planes.Pointers, width, planes.Strides, height, TurboJpeg.AccurateDct));
        FramePlane[] places = [.. planes.Layout.Planes.Select(plane => new FramePlane(plane.Offset, plane.Stride))];
        var format = new FrameFormat(PixelFormat.I420, width, height, [.. places]) { Range = ColourRange.Full };
        return TestFrames.Of(format, new ReadOnlySpan<byte>(planes.Start, format.Bytes));
    }
}
