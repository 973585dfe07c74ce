using System.Runtime.InteropServices;

namespace EdgeConv.Vision.Decoding;

/// <summary>The functions of libturbojpeg 2.x that are used; 3.x has them too (turbojpeg.h).</summary>
internal static partial class TurboJpeg
{
    // TJCS_CMYK, TJCS_YCCK
    public const int ColoursCmyk = 3;
    public const int ColoursYcck = 4;

    // TJPF_RGB, TJPF_CMYK
    public const int PixelsRgb = 0;
    public const int PixelsCmyk = 11;

    // TJFLAG_ACCURATEDCT, TJFLAG_STOPONWARNING, TJFLAG_LIMITSCANS
    public const int AccurateDct = 4096;
    public const int StopOnWarning = 8192;
    public const int LimitScans = 32768;

    [LibraryImport(TurboJpegLibrary.Name, EntryPoint = "tjInitDecompress")]
    public static partial nint InitDecompress();

    [LibraryImport(TurboJpegLibrary.Name, EntryPoint = "tjDestroy")]
    public static partial int Destroy(nint handle);

    [LibraryImport(TurboJpegLibrary.Name, EntryPoint = "tjDecompressHeader3")]
    public static partial int DecompressHeader(
        TurboJpegHandle handle, in byte jpeg, CULong jpegBytes, out int width, out int height, out int subsampling, out int colours);

    [LibraryImport(TurboJpegLibrary.Name, EntryPoint = "tjDecompress2")]
    public static partial int Decompress(
        TurboJpegHandle handle, in byte jpeg, CULong jpegBytes, ref byte target, int width, int pitch, int height, int pixelFormat, int flags);

    public static string ErrorOf(TurboJpegHandle handle) => Marshal.PtrToStringUTF8(ErrorString(handle)) ?? "";

    [LibraryImport(TurboJpegLibrary.Name, EntryPoint = "tjGetErrorStr2")]
    private static partial nint ErrorString(TurboJpegHandle handle);
}
