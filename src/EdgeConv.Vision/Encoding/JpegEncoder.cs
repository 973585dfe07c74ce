using System.Runtime.InteropServices;
using EdgeConv.Tensors;
using EdgeConv.Vision.Decoding;

namespace EdgeConv.Vision.Encoding;

/// <summary>Pictures as baseline JPEG files, 4:2:0, by libturbojpeg; allocates only when a picture is larger than all before. For one thread at a time.</summary>
public sealed unsafe class JpegEncoder : IDisposable
{
    private readonly TurboJpegHandle _compressor = TurboJpegHandle.OpenCompressor();
    private AlignedMemory _file = new(0);

    /// <summary>Makes an encoder.</summary>
    /// <param name="quality">1 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such quality.</exception>
    /// <exception cref="MissingLibraryException">libturbojpeg is not installed.</exception>
    public JpegEncoder(int quality = 80)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        Quality = quality;
    }

    /// <summary>1 to 100.</summary>
    public int Quality { get; }

    /// <summary>The bytes of a file, valid until the next call.</summary>
    /// <param name="picture">At most 65500 pixels each way, which is what libjpeg writes.</param>
    /// <exception cref="ArgumentException">The picture is larger than a JPEG file can be.</exception>
    public ReadOnlySpan<byte> Encode(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var most = checked((long)TurboJpeg.CompressedBytes(picture.Width, picture.Height, TurboJpeg.Subsampling420).Value);
        if (most > _file.Length)
        {
            _file.Dispose();
            _file = new AlignedMemory(most);
        }

        var file = _file.Start;
        var length = new CULong((nuint)_file.Length);
        var status = TurboJpeg.Compress(
            _compressor,
            in picture.Pixels[0],
            picture.Width,
            picture.Width * Picture.BytesPerPixel,
            picture.Height,
            TurboJpeg.PixelsRgb,
            ref file,
            ref length,
            TurboJpeg.Subsampling420,
            Quality,
            TurboJpeg.NoReallocation);
        if (status != 0)
            throw new ArgumentException($"A {picture.Width}x{picture.Height} picture cannot be written as JPEG; libturbojpeg says \"{TurboJpeg.ErrorOf(_compressor)}\".", nameof(picture));
        return new ReadOnlySpan<byte>(file, (int)length.Value);
    }

    /// <summary>Returns the memory.</summary>
    public void Dispose()
    {
        _compressor.Dispose();
        _file.Dispose();
    }
}
