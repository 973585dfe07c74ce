using Microsoft.Win32.SafeHandles;

namespace EdgeConv.Vision.Decoding;

/// <summary>A decompressor or compressor of libturbojpeg: for one thread, one picture after the other.</summary>
internal sealed class TurboJpegHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private TurboJpegHandle(nint handle)
        : base(ownsHandle: true) => SetHandle(handle);

    /// <exception cref="MissingLibraryException">libturbojpeg is not installed.</exception>
    public static TurboJpegHandle Open()
    {
        TurboJpegLibrary.Require();
        var handle = new TurboJpegHandle(TurboJpeg.InitDecompress());
        return handle.IsInvalid ? throw new InsufficientMemoryException("libturbojpeg could not make a decompressor.") : handle;
    }

    /// <exception cref="MissingLibraryException">libturbojpeg is not installed.</exception>
    public static TurboJpegHandle OpenCompressor()
    {
        TurboJpegLibrary.Require();
        var handle = new TurboJpegHandle(TurboJpeg.InitCompress());
        return handle.IsInvalid ? throw new InsufficientMemoryException("libturbojpeg could not make a compressor.") : handle;
    }

    protected override bool ReleaseHandle() => TurboJpeg.Destroy(handle) == 0;
}
