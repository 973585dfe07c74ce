using System.Collections.Immutable;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Devices.Cameras.V4l2;

/// <summary>The format that is asked of a camera.</summary>
/// <param name="Pixels">How pixels are arranged.</param>
/// <param name="Size">The size.</param>
internal sealed record VideoChoice(VideoPixels Pixels, FrameSize Size)
{
    /// <summary>More than any network of the kind looks at, and what every camera has.</summary>
    private static readonly FrameSize DefaultSize = new(640, 480);

    private const double DefaultFramesPerSecond = 30;

    /// <summary>
    /// Chooses: colours before grey, whatever else; the wanted size, else the least that covers it, else the largest; among these a format that reaches the wanted rate, else the fastest; among these the cheapest
    /// to make an input tensor of. So JPEG is taken only where others are too slow or too small.
    /// </summary>
    /// <param name="name">What the camera is called in messages.</param>
    /// <param name="formats">What it offers.</param>
    /// <param name="options">What is wanted.</param>
    /// <param name="rates">The rates at a size.</param>
    /// <exception cref="CameraException">It offers nothing we know, or not the format that is wanted.</exception>
    public static VideoChoice Of(string name, ImmutableArray<VideoFormatInfo> formats, CameraOptions options, Func<uint, FrameSize, VideoRates> rates)
    {
        var known = VideoPixels.All.Where(pixels => formats.Any(format => format.Code == VideoText.FourCharacters(pixels.Code))).ToArray();
        if (known.Length == 0)
            throw new CameraException($"{name}: it gives no format EdgeConv knows, only {string.Join(", ", formats.Select(format => format.Code).DefaultIfEmpty("none"))}.");
        var usable = known.Where(pixels => Suits(pixels.Code, pixels.Pixels, options)).ToArray();
        if (usable.Length == 0)
            throw new CameraException($"{name}: it does not give {options.DriverFormat ?? PixelFormatNames.Of(options.Pixels!.Value)}, but {string.Join(", ", known.Select(pixels => PixelFormatNames.Of(pixels.Pixels)).Distinct())}.");

        var wantedSize = options.Size ?? DefaultSize;
        var wantedRate = options.FramesPerSecond ?? DefaultFramesPerSecond;
        var candidates = from pixels in usable
                         let format = formats.First(format => format.Code == VideoText.FourCharacters(pixels.Code))
                         let size = Best(format.Sizes, wantedSize)
                         let rate = rates(pixels.Code, size)
                         orderby pixels.Pixels == PixelFormat.Grey ? 1 : 0, Distance(size, wantedSize), rate.Reach(wantedRate) ? 0 : 1, rate.Reach(wantedRate) ? 0 : -rate.Fastest, pixels.Cost
                         select new VideoChoice(pixels, size);
        return candidates.First();
    }

    /// <summary>Looks whether a driver, which may answer any format, has taken the one that was asked for by its name; where none was, any that we know will do.</summary>
    /// <param name="name">What the camera is called in messages.</param>
    /// <param name="answer">The driver's answer.</param>
    /// <param name="options">What is wanted.</param>
    /// <param name="formats">What it offers.</param>
    /// <exception cref="CameraException">It has not.</exception>
    public static void CheckAnswer(string name, uint answer, CameraOptions options, ImmutableArray<VideoFormatInfo> formats)
    {
        if (Suits(answer, VideoPixels.Of(answer)?.Pixels, options))
            return;
        var others = formats.Where(format => format.Pixels is not null).Select(format => format.Code);
        throw new CameraException($"{name}: it was asked for {options.DriverFormat ?? PixelFormatNames.Of(options.Pixels!.Value)}, and the driver insists on {VideoText.FourCharacters(answer)}. Ask for another format or size; it offers {string.Join(", ", others)}.");
    }

    private static bool Suits(uint code, PixelFormat? pixels, CameraOptions options) =>
        (options.Pixels is not { } wanted || pixels == wanted) && (options.DriverFormat is not { } driverFormat || VideoText.FourCharacters(code) == driverFormat);

    private static FrameSize Best(ImmutableArray<VideoSizes> sizes, FrameSize wanted) =>
        sizes.Select(size => size.Nearest(wanted)).DefaultIfEmpty(wanted).MinBy(size => Distance(size, wanted));

    /// <summary>None; pixels too many; or, behind all of those, pixels too few.</summary>
    private static (int Kind, long Pixels) Distance(FrameSize size, FrameSize wanted)
    {
        if (size == wanted)
            return (0, 0);
        var pixels = (long)size.Width * size.Height;
        return size.Width >= wanted.Width && size.Height >= wanted.Height ? (1, pixels) : (2, -pixels);
    }
}
