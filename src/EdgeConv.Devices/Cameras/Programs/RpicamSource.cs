using System.Globalization;
using EdgeConv.Devices.Cameras.Streams;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Devices.Cameras.Programs;

/// <summary>A Raspberry Pi camera through <c>rpicam-vid</c>, which older systems call <c>libcamera-vid</c>. Frames are YUV 4:2:0 in the colours of JPEG, as rpicam-apps asks for with this codec.</summary>
/// <param name="index">The camera's number in <c>rpicam-vid --list-cameras</c>.</param>
/// <param name="options">Size and rate.</param>
internal sealed class RpicamSource(int index, CameraOptions options) : ICameraSource
{
    private const string Cure = "Install it: sudo apt install rpicam-apps-lite (Raspberry Pi OS; older: libcamera-apps-lite).";

    private static readonly FrameSize DefaultSize = new(640, 480);
    private static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(15);

    /// <summary>The folders in which the program is looked for, as PATH has them.</summary>
    public string SearchPath { get; init; } = Environment.GetEnvironmentVariable("PATH") ?? "";

    /// <summary>How long the first frame may take.</summary>
    public TimeSpan Patience { get; init; } = DefaultPatience;

    /// <inheritdoc/>
    public string Name => index == 0 ? "rpicam" : $"rpicam:{index}";

    /// <inheritdoc/>
    public bool Reopens => true;

    /// <inheritdoc/>
    public bool SilenceIsLoss => true;

    /// <inheritdoc/>
    public TimeSpan Interval => options.Interval;

    private FrameSize Size => options.Size ?? DefaultSize;

    // --flush: else the C library keeps the last bytes of each frame until the next one. --verbose: makes it say how long frames are.
    private IEnumerable<string> Arguments =>
    [
        "--camera", index.ToString(CultureInfo.InvariantCulture), "--codec", "yuv420",
        "--width", Size.Width.ToString(CultureInfo.InvariantCulture), "--height", Size.Height.ToString(CultureInfo.InvariantCulture),
        .. options.FramesPerSecond is { } rate ? ["--framerate", rate.ToString(CultureInfo.InvariantCulture)] : Array.Empty<string>(),
        "--timeout", "0", "--nopreview", "--flush", "--verbose", "--output", "-",
    ];

    /// <inheritdoc/>
    public ICamera Open(CancellationToken stop, Action<string>? waiting = null)
    {
        if (Size.Width % 2 != 0 || Size.Height % 2 != 0)
            throw new CameraException($"{Name}: frames of {Size} cannot be had: both sides must be even, as in size=640x480.");
        return ProgramCamera.Open(Name, ChildProgram.Start(Name, RpicamProgram.Find(SearchPath) ?? RpicamProgram.Names[0], Arguments, Cure), Name, Patience + 2 * Interval, endIsProper: false, Parser, stop);
    }

    private RawFrames Parser(ByteStream stream, StreamOpening opening)
    {
        while (stream.Unread.IsEmpty)
            opening.Wait();
        var stride = RpicamRows.Stride(Size, RpicamRows.ToldFrameBytes(stream.Words()), Name);
        return new RawFrames(FrameLayout.Of(PixelFormat.I420, Size.Width, Size.Height, stride).With(ColourMatrix.Bt601, ColourRange.Full));
    }
}
