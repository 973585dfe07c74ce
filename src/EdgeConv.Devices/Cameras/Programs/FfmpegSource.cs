using System.Globalization;
using EdgeConv.Devices.Cameras.Streams;

namespace EdgeConv.Devices.Cameras.Programs;

/// <summary>What the program ffmpeg can read: video files, played in real time, and network cameras. It decodes, and writes YUV 4:2:0 as y4m, which tells the size.</summary>
/// <param name="input">A file or an address (<c>rtsp://…</c>).</param>
/// <param name="options">Size and rate; what is not given is as in the input.</param>
internal sealed class FfmpegSource(string input, CameraOptions options) : ICameraSource
{
    /// <summary>Films in high definition mostly have the colours of BT.709, which y4m has no word for: who reads it takes them for those of BT.601.</summary>
    private const string Colours = "out_color_matrix=bt601:out_range=limited";

    private const string Cure = "Install it: sudo apt install ffmpeg.";

    /// <summary>Connecting to a network camera and waiting for its next whole picture takes seconds.</summary>
    private static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(15);

    /// <summary>The program.</summary>
    public string Program { get; init; } = "ffmpeg";

    /// <summary>How long the first frame may take, beyond what the rate asks for.</summary>
    public TimeSpan Patience { get; init; } = DefaultPatience;

    /// <summary>Without secrets: names end up in logs.</summary>
    public string Name { get; } = AddressSecrets.HideInPlace(input);

    /// <summary>A network camera may come back; a file's end is the end.</summary>
    public bool Reopens => IsAddress(input);

    /// <summary>A connection may hang; of a file, whatever holds it up is waited for.</summary>
    public bool SilenceIsLoss => IsAddress(input);

    /// <inheritdoc/>
    public TimeSpan Interval => options.Interval;

    /// <summary>What ffmpeg is told.</summary>
    internal IEnumerable<string> Arguments
    {
        get
        {
            string[] reading = IsAddress(input) ? input.StartsWith("rtsp", StringComparison.Ordinal) ? ["-rtsp_transport", "tcp"] : [] : ["-re"];
            // "file:" so that no file name is taken for an option or for another protocol.
            return ["-hide_banner", "-nostdin", "-loglevel", "error", .. reading, "-i", IsAddress(input) ? input : "file:" + input, "-an", "-sn", "-dn", "-vf", Filter, "-pix_fmt", "yuv420p", "-f", "yuv4mpegpipe", "pipe:1"];
        }
    }

    private string Filter =>
        (options.FramesPerSecond is { } rate ? string.Create(CultureInfo.InvariantCulture, $"fps={rate},") : "")
        + (options.Size is { } size ? $"scale={size.Width}:{size.Height}:{Colours}" : $"scale={Colours}");

    /// <summary>Whether ffmpeg is to connect to something rather than to open a file.</summary>
    public static bool IsAddress(string input) => input.Contains("://", StringComparison.Ordinal);

    /// <inheritdoc/>
    public ICamera Open(CancellationToken stop, Action<string>? waiting = null)
    {
        var program = ChildProgram.Start(Name, Program, Arguments, Cure);
        try
        {
            // The filter that makes frames rarer has the first one when the second is due.
            return ProgramCamera.Open(Name, program, input, Patience + 2 * Interval, !IsAddress(input), (_, opening) => opening.Parser(StreamKind.Y4m), stop);
        }
        catch (CameraException problem) when (!Reopens)
        {
            throw new CameraException(problem.Message, problem) { IsFinal = true };
        }
    }
}
