using EdgeConv.Kernels;
using EdgeConv.Vision.Frames.Jpeg;
using EdgeConv.Vision.Frames.Pass;
using EdgeConv.Vision.Preprocessing;
using EdgeConv.Vision.Resizing;

namespace EdgeConv.Vision.Frames;

/// <summary>From frames of one format to the input tensor of one model, in one pass: crop, turn, resize, colour and quantization. For one thread at a time.</summary>
/// <remarks>
/// Every component is resampled from its own resolution straight to the tensor's, and colours are converted only there. Cb and Cr count as centred between the pixels they stand for.
/// All arithmetic is in whole numbers, so that a frame gives the same bytes on every CPU; an RGB frame of the tensor's size gives those of <see cref="TensorFiller"/>, and of
/// another size those of <see cref="PictureResizer"/> but for one level at most, as long as a pixel is made of no more than 128 in each direction. A grey model gets Y.
/// A compressed frame is decoded no larger than needed, at half, a quarter or an eighth of its size where that is still as large as the tensor.
/// </remarks>
public sealed unsafe class FramePreprocessor : IDisposable
{
    private readonly FramePass? _pass;
    private readonly JpegPass? _jpeg;
    private readonly int _tensorBytes;

    /// <summary>Plans the pass. Runs allocate nothing, but for the first of compressed frames.</summary>
    /// <param name="format">The frames that come in.</param>
    /// <param name="width">Columns of the model's input.</param>
    /// <param name="height">Rows of the model's input.</param>
    /// <param name="filler">How levels become the input's elements.</param>
    /// <param name="fit">What happens when the side ratios differ; borders are black.</param>
    /// <param name="filter">How samples are weighted.</param>
    /// <param name="orientation">How frames stand; see <see cref="FrameOrientation"/>.</param>
    /// <param name="families">Which kernels may run; null: what <see cref="KernelFamilies.FromEnvironment"/> says.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1 or above <see cref="FrameFormat.MaxSide"/>, or the fit, filter or orientation is unknown.</exception>
    /// <exception cref="MissingLibraryException">Frames are JPEG files and libturbojpeg is not installed.</exception>
    public FramePreprocessor(
        FrameFormat format,
        int width,
        int height,
        TensorFiller filler,
        FitMode fit,
        ResizeFilter filter,
        PictureOrientation orientation = PictureOrientation.TopLeft,
        KernelFamilies? families = null)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(filler);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, FrameFormat.MaxSide);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, FrameFormat.MaxSide);
        if (!Enum.IsDefined(filter))
            throw new ArgumentOutOfRangeException(nameof(filter), filter, "There is no such filter.");
        Format = format;
        var geometry = FrameGeometry.Of(format.Width, format.Height, orientation, width, height, fit);
        if ((long)width * height * filler.BytesPerPixel > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(width), $"A tensor of {width}x{height} pixels is too large.");
        _tensorBytes = width * height * filler.BytesPerPixel;

        var target = new FrameTarget(width, height, filler, filter);
        families ??= KernelFamilies.FromEnvironment();
        if (format.Pixels == PixelFormat.Mjpeg)
            _jpeg = new JpegPass(format, orientation, fit, geometry, target, families);
        else
            _pass = new FramePass(FrameLayout.Of(format), geometry, target, families);
    }

    /// <summary>The frames that come in.</summary>
    public FrameFormat Format { get; }

    /// <summary>Fills the input tensor, NHWC with N = 1, from a frame.</summary>
    /// <param name="frame">A frame of <see cref="Format"/>.</param>
    /// <param name="tensor">All bytes of the tensor.</param>
    /// <exception cref="ArgumentException">The frame has another format, or the tensor another length.</exception>
    /// <exception cref="PictureFormatException">A JPEG frame is damaged, of another size than its format says, or of a kind that is not supported; the next may be sound.</exception>
    public void Run(Frame frame, Span<byte> tensor)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (!Format.Equals(frame.Format))
            throw new ArgumentException($"The frame is {frame.Format?.ToString() ?? "empty"}; this preprocessor was planned for {Format}{Difference(frame.Format)}.", nameof(frame));
        if (tensor.Length != _tensorBytes)
            throw new ArgumentException($"The input tensor has {_tensorBytes} bytes, not {tensor.Length}.", nameof(tensor));
        fixed (byte* bytes = frame.Bytes, elements = tensor)
        {
            if (_jpeg is not null)
                _jpeg.Run(bytes, frame.Length, elements);
            else
                _pass!.Run(bytes, elements);
        }
    }

    /// <summary>Returns the memory.</summary>
    public void Dispose()
    {
        _pass?.Dispose();
        _jpeg?.Dispose();
    }

    /// <summary>What formats of the same name differ in.</summary>
    private string Difference(FrameFormat? other) =>
        other is null || other.ToString() != Format.ToString() ? ""
        : other.Matrix != Format.Matrix || other.Range != Format.Range ? $" in {Format.Matrix} {Format.Range}, not {other.Matrix} {other.Range}"
        : " with its planes at other places";
}
