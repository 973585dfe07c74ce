using EdgeConv.Kernels;
using EdgeConv.Vision.Preprocessing;
using EdgeConv.Vision.Resizing;

namespace EdgeConv.Vision.Frames;

/// <summary>From frames of one format to upright RGB pictures, perhaps smaller ones: for people to look at, and for whatever takes pictures. For one thread at a time.</summary>
/// <remarks>The pass is that of <see cref="FramePreprocessor"/> with levels as they are; pictures that shrink are averaged (<see cref="ResizeFilter.Area"/>).</remarks>
public sealed class FrameConverter : IDisposable
{
    private static readonly TensorFiller AsTheyAre = TensorFiller.ForQuantized(InputElement.UInt8, ChannelOrder.Rgb, InputNormalization.None, 1, 0);

    private readonly FramePreprocessor _pass;

    /// <summary>Plans the conversion.</summary>
    /// <param name="format">The frames that come in.</param>
    /// <param name="orientation">How they stand; see <see cref="FrameOrientation"/>.</param>
    /// <param name="maxSide">The longest side of the pictures that go out: frames that are larger shrink to it and keep their ratio.</param>
    /// <param name="families">Which kernels may run; null: what <see cref="KernelFamilies.FromEnvironment"/> says.</param>
    /// <exception cref="ArgumentOutOfRangeException">The longest side is below 1, or the orientation is unknown.</exception>
    /// <exception cref="MissingLibraryException">Frames are JPEG files and libturbojpeg is not installed.</exception>
    public FrameConverter(FrameFormat format, PictureOrientation orientation = PictureOrientation.TopLeft, int maxSide = FrameFormat.MaxSide, KernelFamilies? families = null)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSide, 1);
        var longest = Math.Max(format.Width, format.Height);
        var (width, height) = (Scaled(format.Width), Scaled(format.Height));
        (Width, Height) = orientation >= PictureOrientation.LeftTop ? (height, width) : (width, height);
        _pass = new FramePreprocessor(format, Width, Height, AsTheyAre, FitMode.Stretch, ResizeFilter.Area, orientation, families);

        int Scaled(int side) => longest <= maxSide ? side : (int)Math.Max(1, (2L * side * maxSide + longest) / (2L * longest));
    }

    /// <summary>Columns of the pictures.</summary>
    public int Width { get; }

    /// <summary>Rows of the pictures.</summary>
    public int Height { get; }

    /// <summary>Writes a frame into a picture, without allocating.</summary>
    /// <param name="frame">A frame of the format that was planned for.</param>
    /// <param name="picture"><see cref="Width"/> x <see cref="Height"/>.</param>
    /// <exception cref="ArgumentException">The frame has another format, or the picture another size.</exception>
    /// <exception cref="PictureFormatException">A JPEG frame is damaged, of another size than its format says, or of a kind that is not supported.</exception>
    public void Convert(Frame frame, Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (picture.Width != Width || picture.Height != Height)
            throw new ArgumentException($"The picture is {picture.Width}x{picture.Height}; frames become {Width}x{Height}.", nameof(picture));
        _pass.Run(frame, picture.Pixels);
    }

    /// <summary>A frame as a new picture.</summary>
    /// <inheritdoc cref="Convert(Frame, Picture)"/>
    public Picture Convert(Frame frame)
    {
        var picture = new Picture(Width, Height);
        Convert(frame, picture);
        return picture;
    }

    /// <summary>Returns the memory.</summary>
    public void Dispose() => _pass.Dispose();
}
