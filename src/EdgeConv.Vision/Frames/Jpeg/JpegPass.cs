using System.Runtime.InteropServices;
using EdgeConv.Kernels;
using EdgeConv.Vision.Decoding;
using EdgeConv.Vision.Frames.Pass;
using EdgeConv.Vision.Resizing;

namespace EdgeConv.Vision.Frames.Jpeg;

/// <summary>JPEG frames: decoded to planes of Y, Cb and Cr by libturbojpeg, no larger than needed, which a <see cref="FramePass"/> goes over. A pass is planned for each subsampling that comes.</summary>
/// <remarks>
/// What libturbojpeg merely warns of is damage, with one exception: bytes too many before the end marker, when every pixel has been decoded. Cameras are known for them.
/// </remarks>
internal sealed unsafe class JpegPass : IDisposable
{
    private const string Name = "JPEG";

    private readonly (JpegPlanes Planes, FramePass Pass)?[] _passes = new (JpegPlanes, FramePass)?[Enum.GetValues<JpegSubsampling>().Length];
    private readonly FrameFormat _format;
    private readonly int _width;
    private readonly int _height;
    private readonly FrameGeometry _geometry;
    private readonly FrameTarget _target;
    private readonly KernelFamilies _families;
    private TurboJpegHandle _decoder = TurboJpegHandle.Open();

    /// <summary>Plans for one size.</summary>
    public JpegPass(FrameFormat format, PictureOrientation orientation, FitMode fit, FrameGeometry geometry, FrameTarget target, KernelFamilies families)
    {
        var divisor = JpegScale.Divisor(geometry);
        (_format, _target, _families) = (format, target, families);
        (_width, _height) = (JpegScale.Side(format.Width, divisor), JpegScale.Side(format.Height, divisor));
        _geometry = FrameGeometry.Of(_width, _height, orientation, target.Width, target.Height, fit);
    }

    /// <summary>Fills a tensor from a file.</summary>
    public void Run(byte* file, int length, byte* tensor)
    {
        if (TurboJpeg.DecompressHeader(_decoder, in *file, new CULong((uint)length), out var width, out var height, out var subsampling, out var colours) != 0)
            throw Damaged();
        if (width != _format.Width || height != _format.Height)
            throw new PictureFormatException(Name, $"the frame is {width}x{height}, not {_format.Width}x{_format.Height} as its camera said", advice: "Open the camera again.");
        if (colours is not (TurboJpeg.ColoursYCbCr or TurboJpeg.ColoursGrey) || (uint)subsampling >= _passes.Length)
            throw new PictureFormatException(Name, "the frame is not of Y, Cb and Cr in a subsampling that is supported");

        var (planes, pass) = PassFor((JpegSubsampling)subsampling);
        const int Flags = TurboJpeg.AccurateDct | TurboJpeg.StopOnWarning | TurboJpeg.LimitScans;
        if (TurboJpeg.DecompressToPlanes(_decoder, in *file, new CULong((uint)length), planes.Pointers, _width, planes.Strides, _height, Flags) != 0 && !IsWhole())
            throw Damaged();
        pass.Run(planes.Start, tensor);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var pass in _passes)
        {
            pass?.Planes.Dispose();
            pass?.Pass.Dispose();
        }

        _decoder.Dispose();
    }

    private (JpegPlanes Planes, FramePass Pass) PassFor(JpegSubsampling subsampling)
    {
        ref var pass = ref _passes[(int)subsampling];
        if (pass is { } planned)
            return planned;
        var planes = new JpegPlanes(_width, _height, subsampling);
        var added = (planes, new FramePass(planes.Layout, _geometry, _target, _families));
        pass = added;
        return added;
    }

    // JWRN_EXTRANEOUS_DATA of libjpeg, before EOI. Decoding stops at the first warning, so there was none before it.
    private bool IsWhole() => TurboJpeg.ErrorBytesOf(_decoder).EndsWith("extraneous bytes before marker 0xd9"u8);

    private PictureFormatException Damaged()
    {
        var problem = new PictureFormatException(Name, $"the frame is cut short or damaged; libturbojpeg says \"{TurboJpeg.ErrorOf(_decoder)}\"");
        // A decompressor that failed in a header goes on there with the next file (libturbojpeg 2.1).
        _decoder.Dispose();
        _decoder = TurboJpegHandle.Open();
        return problem;
    }
}
