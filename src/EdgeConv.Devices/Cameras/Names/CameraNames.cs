using System.Globalization;
using EdgeConv.Devices.Cameras.Pictures;
using EdgeConv.Devices.Cameras.Programs;
using EdgeConv.Devices.Cameras.Streams;
using EdgeConv.Devices.Cameras.V4l2;
using EdgeConv.Vision.Decoding;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Devices.Cameras.Names;

/// <summary>
/// Cameras as users write them: a place, then options with commas before them, as in <c>/dev/video0,size=640x480,fps=30</c>.
/// <list type="table">
/// <item><c>/dev/video0</c>, <c>v4l2:0</c>, <c>/dev/v4l/by-id/…</c>: a camera with a driver (options size, fps, format, control.NAME; a format is also understood as the driver calls it, as in <c>format=NM12</c>)</item>
/// <item><c>rpicam</c>, <c>rpicam:1</c>: a Raspberry Pi camera (size, fps)</item>
/// <item><c>-</c>, <c>y4m:PATH</c>, <c>mjpeg:PATH</c>, <c>raw:FORMAT:WxH[:stride=BYTES][:range=full][:matrix=709][:PATH]</c>: a pipe or a file; - is standard input (fps)</item>
/// <item>a folder or a picture (fps, repeat=yes)</item>
/// <item>a video file, <c>rtsp://…</c>, <c>http://…</c>: through ffmpeg (size, fps)</item>
/// </list>
/// </summary>
public static class CameraNames
{
    private const string RawExample = "raw:i420:640x480:-";
    private const string SizeExample = "size=640x480";
    private const string V4l2Prefix = "v4l2:";
    private const string Rpicam = "rpicam";
    private const string RawPrefix = "raw:";
    private const string Y4mPrefix = "y4m:";
    private const string MjpegPrefix = "mjpeg:";
    private const string FfmpegPrefix = "ffmpeg:";

    private const double MinFramesPerSecond = 0.001;
    private const int MaxFramesPerSecond = 1000;

    /// <summary>The camera of a name. It is not opened.</summary>
    /// <exception cref="CameraException">It is no such name; the message says which part is wrong and gives an example.</exception>
    public static ICameraSource Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (place, options) = CameraOptionText.Split(text);
        if (place.Length == 0)
            throw new CameraException("A camera's name is empty. Give one as in /dev/video0, rpicam, or a folder of pictures.");
        if (place.StartsWith(V4l2Prefix, StringComparison.Ordinal))
            return V4l2(options, place[V4l2Prefix.Length..] is var number && number.All(char.IsAsciiDigit) && number.Length > 0
                ? "/dev/video" + number
                : throw new CameraException($"{place}: v4l2: is followed by a number, as in v4l2:0, which is /dev/video0."));
        if (place == Rpicam || place.StartsWith(Rpicam + ":", StringComparison.Ordinal))
            return new RpicamSource(RpicamIndex(place), options.Only(place, CameraOptionText.Size, CameraOptionText.Rate));
        if (place.StartsWith(RawPrefix, StringComparison.Ordinal))
            return Raw(place, options);
        if (place.StartsWith(Y4mPrefix, StringComparison.Ordinal))
            return Stream(place, place[Y4mPrefix.Length..], StreamKind.Y4m, options);
        if (place.StartsWith(MjpegPrefix, StringComparison.Ordinal))
            return Stream(place, place[MjpegPrefix.Length..], StreamKind.Mjpeg, options);
        if (place.StartsWith(FfmpegPrefix, StringComparison.Ordinal))
            return Ffmpeg(place[FfmpegPrefix.Length..], options);
        if (FfmpegSource.IsAddress(place))
            return Ffmpeg(place, options);
        return StreamSource.IsStandardInput(place) ? Stream(place, place, StreamKind.Unknown, options) : OfFile(text, place, options);
    }

    /// <summary>A camera's name as everybody may see it, its options included: with … for the passwords in an address.</summary>
    public static string WithoutSecrets(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (place, options) = CameraOptionText.Split(text);
        return AddressSecrets.HideInPlace(place) + options;
    }

    /// <summary>The format of a name.</summary>
    internal static PixelFormat Pixels(string camera, string name) =>
        PixelFormatNames.Parse(name)
        ?? throw new CameraException($"{camera}: there is no format {name}, but {string.Join(", ", Enum.GetValues<PixelFormat>().Select(PixelFormatNames.Of))}.");

    /// <summary>The size of a text.</summary>
    internal static FrameSize Size(string camera, string text)
    {
        var sides = text.Split('x');
        return sides.Length == 2 && Number(sides[0], FrameFormat.MaxSide) is { } width && Number(sides[1], FrameFormat.MaxSide) is { } height
            ? new FrameSize(width, height)
            : throw new CameraException($"{camera}: {text} is no size; write it as in {SizeExample}, with sides of 1 to {FrameFormat.MaxSide}.");
    }

    /// <summary>The rate of a text.</summary>
    internal static double Rate(string camera, string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate is >= MinFramesPerSecond and <= MaxFramesPerSecond
            ? rate
            : throw new CameraException($"{camera}: {text} is no number of frames a second; write it as in fps=30, at least {MinFramesPerSecond.ToString(CultureInfo.InvariantCulture)} and at most {MaxFramesPerSecond}.");

    private static int? Number(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number : null;

    private static V4l2Source V4l2(CameraOptionText options, string path) =>
        new(path, options.Only(path, CameraOptionText.Size, CameraOptionText.Rate, CameraOptionText.Format, CameraOptionText.Control), new LinuxVideo());

    private static StreamSource Stream(string place, string path, StreamKind kind, CameraOptionText options, FrameLayout? layout = null) =>
        new(path.Length == 0 ? StreamSource.StandardInput : path, kind, layout, options.Only(place, CameraOptionText.Rate).FramesPerSecond ?? 0);

    private static FfmpegSource Ffmpeg(string input, CameraOptionText options) => new(input, options.Only(input, CameraOptionText.Size, CameraOptionText.Rate));

    private static int RpicamIndex(string place) =>
        place == Rpicam ? 0
        : int.TryParse(place.AsSpan(Rpicam.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index
        : throw new CameraException($"{place}: rpicam: is followed by the camera's number, as in rpicam:0. `rpicam-vid --list-cameras` tells it.");

    private static ICameraSource OfFile(string text, string place, CameraOptionText options)
    {
        if (Directory.Exists(place))
            return Pictures(place, options);
        var isDevice = place.StartsWith("/dev/video", StringComparison.Ordinal) || place.StartsWith("/dev/v4l/", StringComparison.Ordinal);
        if (isDevice && (File.Exists(place) || CameraOptionText.UnknownOption(place) is null))
            return V4l2(options, place);
        if (!File.Exists(place))
            throw CameraOptionText.UnknownOption(text) is { } unknown
                ? new CameraException($"{text}: there is no option {unknown}. There are size=640x480, fps=30, format=yuyv, repeat=yes and control.NAME=VALUE.")
                : new CameraException($"{place}: there is no such file or folder. Cameras are named as in /dev/video0, rpicam, rtsp://192.168.1.7/stream, photos/ or film.mp4.");
        return Path.GetExtension(place).ToLowerInvariant() switch
        {
            ".y4m" => Stream(place, place, StreamKind.Y4m, options),
            ".mjpeg" or ".mjpg" => Stream(place, place, StreamKind.Mjpeg, options),
            _ when PictureEndings.Has(place) => Pictures(place, options),
            _ when Interop.SequentialFile.Is(place) == true => Stream(place, place, StreamKind.Unknown, options),
            _ => Ffmpeg(place, options),
        };
    }

    private static PictureSource Pictures(string place, CameraOptionText options) => new(place, options.Only(place, CameraOptionText.Rate, CameraOptionText.Repeat));

    private static StreamSource Raw(string place, CameraOptionText options)
    {
        var parts = place[RawPrefix.Length..].Split(':');
        if (parts.Length < 2)
            throw new CameraException($"{place}: raw: is followed by the format and the size, as in {RawExample}");
        var (pixels, size) = (Pixels(place, parts[0]), Size(place, parts[1]));
        if (pixels == PixelFormat.Mjpeg)
            throw new CameraException($"{place}: JPEG is not raw; write mjpeg: and the file, as in mjpeg:-");
        var (stride, matrix, range) = (0, ColourMatrix.Bt601, ColourRange.Limited);
        var next = 2;
        for (; next < parts.Length && parts[next].Contains('='); next++)
        {
            switch (parts[next].Split('=', 2))
            {
                case ["stride", var bytes]:
                    stride = Number(bytes, 16 * FrameFormat.MaxSide) ?? throw new CameraException($"{place}: {bytes} is no number of bytes from row to row; write it as in stride=704.");
                    break;
                case ["range", "full" or "limited"]:
                    range = parts[next].EndsWith("full", StringComparison.Ordinal) ? ColourRange.Full : ColourRange.Limited;
                    break;
                case ["matrix", "601" or "709"]:
                    matrix = parts[next].EndsWith("709", StringComparison.Ordinal) ? ColourMatrix.Bt709 : ColourMatrix.Bt601;
                    break;
                default:
                    throw new CameraException($"{place}: {parts[next]} is not understood. There are stride=704, range=full or limited, and matrix=601 or 709.");
            }
        }

        try
        {
            var layout = FrameLayout.Of(pixels, size.Width, size.Height, stride).With(matrix, range);
            return Stream(place, string.Join(':', parts[next..]), StreamKind.Raw, options, layout);
        }
        catch (ArgumentException problem)
        {
            throw new CameraException($"{place}: such frames cannot be: {problem.Message}", problem);
        }
    }
}
