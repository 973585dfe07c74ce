using System.Globalization;
using System.Text;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Devices.Cameras.Streams;

/// <summary>
/// The first line of a YUV4MPEG2 stream: <c>YUV4MPEG2 W640 H480 F30:1 Ip A1:1 C420jpeg XCOLORRANGE=LIMITED</c> (mjpegtools, yuv4mpeg(5)). The names of 4:2:0 differ in
/// where colours are sampled, which is less than a pixel, and not in what Y reaches to: without XCOLORRANGE that is 16 to 235.
/// </summary>
internal static class Y4mHeader
{
    /// <summary>The longest line that is read.</summary>
    public const int MaxBytes = 1024;

    private const string Example = "Convert it first: ffmpeg -i FILE -pix_fmt yuv420p -f yuv4mpegpipe -";

    /// <summary>What a stream begins with.</summary>
    public static ReadOnlySpan<byte> Signature => "YUV4MPEG2 "u8;

    /// <summary>Reads the line.</summary>
    /// <param name="line">All of it, without the line feed.</param>
    /// <param name="name">What the stream is called in messages.</param>
    /// <exception cref="CameraException">It is no such line, or the frames are none we know.</exception>
    public static FrameLayout Parse(ReadOnlySpan<byte> line, string name)
    {
        if (!line.StartsWith(Signature))
            throw new CameraException($"{name}: this is no y4m stream: it does not begin with YUV4MPEG2. {Example}");
        var (width, height, pixels, range) = (0, 0, PixelFormat.I420, ColourRange.Limited);
        foreach (var part in Encoding.ASCII.GetString(line[Signature.Length..]).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var value = part[1..];
            switch (part[0])
            {
                case 'W':
                    width = Side(name, part);
                    break;
                case 'H':
                    height = Side(name, part);
                    break;
                case 'C':
                    pixels = value switch
                    {
                        "420" or "420jpeg" or "420mpeg2" or "420paldv" => PixelFormat.I420,
                        "mono" => PixelFormat.Grey,
                        _ => throw new CameraException($"{name}: frames of {part} are not supported, only C420jpeg, C420mpeg2, C420paldv and Cmono. {Example}"),
                    };
                    break;
                case 'I' when value is not ("p" or "?"):
                    throw new CameraException($"{name}: interlaced frames ({part}) are not supported. Convert it first: ffmpeg -i FILE -vf yadif -pix_fmt yuv420p -f yuv4mpegpipe -");
                case 'X' when value == "COLORRANGE=FULL":
                    range = ColourRange.Full;
                    break;
            }
        }

        if (width == 0 || height == 0)
            throw new CameraException($"{name}: the first line tells no {(width == 0 ? "width (as in W640)" : "height (as in H480)")}.");
        return FrameLayout.Of(pixels, width, height).With(ColourMatrix.Bt601, range);
    }

    private static int Side(string name, string part) =>
        int.TryParse(part.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var side) && side is >= 1 and <= FrameFormat.MaxSide
            ? side
            : throw new CameraException($"{name}: {part} in the first line is no side of a frame, which has 1 to {FrameFormat.MaxSide} pixels.");
}
