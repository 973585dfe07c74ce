using System.Runtime.InteropServices;

namespace EdgeConv.Vision.Decoding;

/// <summary>The functions of libturbojpeg 2.x that are used; 3.x has them too (turbojpeg.h).</summary>
internal static partial class TurboJpeg
{
    // TJCS_YCbCr, TJCS_GRAY, TJCS_CMYK, TJCS_YCCK
    public const int ColoursYCbCr = 1;
    public const int ColoursGrey = 2;
    public const int ColoursCmyk = 3;
    public const int ColoursYcck = 4;

    // TJPF_RGB, TJPF_CMYK
    public const int PixelsRgb = 0;
    public const int PixelsCmyk = 11;

    // TJSAMP_420, TJFLAG_NOREALLOC
    public const int Subsampling420 = 2;
    public const int NoReallocation = 1024;

    // TJFLAG_ACCURATEDCT, TJFLAG_STOPONWARNING, TJFLAG_LIMITSCANS
    public const int AccurateDct = 4096;
    public const int StopOnWarning = 8192;
    public const int LimitScans = 32768;

    [LibraryImport(TurboJpegLibrary.Name, EntryPoint = "tjInitDecompress")]
    public static partial nint InitDecompress();

    [LibraryImport(TurboJpegLibrary.Name, EntryPoint = "tjInitCompress")]
    public static partial nint InitCompress();

    [LibraryImport(TurboJpegLibrary.Name, EntryPoint = "tjDestroy")]
    public static partial int Destroy(nint handle);

    [LibraryImport(TurboJpegLibrary.Name, EntryPoint = "tjDecompressHeader3")]
    public static partial int DecompressHeader(
        TurboJpegHandle handle, in byte jpeg, CULong jpegBytes, out int width, out int height, out int subsampling, out int colours);

    [LibraryImport(TurboJpegLibrary.Name, EntryPoint = "tjDecompress2")]
    public static partial int Decompress(
        TurboJpegHandle handle, in byte jpeg, CULong jpegBytes, ref byte target, int width, int pitch, int height, int pixelFormat, int flags);

    [LibraryImport(TurboJpegLibrary.Name, EntryPoint = "tjDecompressToYUVPlanes")]
    public static unsafe partial int DecompressToPlanes(
        TurboJpegHandle handle, in byte jpeg, CULong jpegBytes, byte** planes, int width, int* strides, int height, int flags);

    /// <summary>The most bytes that a picture can become.</summary>
    [LibraryImport(TurboJpegLibrary.Name, EntryPoint = "tjBufSize")]
    public static partial CULong CompressedBytes(int width, int height, int subsampling);

    [LibraryImport(TurboJpegLibrary.Name, EntryPoint = "tjCompress2")]
    public static unsafe partial int Compress(
        TurboJpegHandle handle, in byte pixels, int width, int pitch, int height, int pixelFormat, ref byte* jpeg, ref CULong jpegBytes, int subsampling, int quality, int flags);

    /// <summary>What went wrong last, without a copy: valid until the next call.</summary>
    public static unsafe ReadOnlySpan<byte> ErrorBytesOf(TurboJpegHandle handle) => MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)ErrorString(handle));

    public static string ErrorOf(TurboJpegHandle handle) => Marshal.PtrToStringUTF8(ErrorString(handle)) ?? "";

    [LibraryImport(TurboJpegLibrary.Name, EntryPoint = "tjGetErrorStr2")]
    private static partial nint ErrorString(TurboJpegHandle handle);
}
