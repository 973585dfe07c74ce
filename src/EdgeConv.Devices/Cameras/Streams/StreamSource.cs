using System.Runtime.InteropServices;
using EdgeConv.Devices.Interop;

namespace EdgeConv.Devices.Cameras.Streams;

/// <summary>A file, a FIFO or standard input with frames in it.</summary>
/// <param name="path">The file; <see cref="StandardInput"/> for standard input.</param>
/// <param name="kind">How frames are packed.</param>
/// <param name="layout">What raw frames are; null for the others, which tell it themselves.</param>
/// <param name="framesPerSecond">How fast it is played; 0: as fast as it comes.</param>
internal sealed class StreamSource(string path, StreamKind kind, FrameLayout? layout = null, double framesPerSecond = 0) : ICameraSource
{
    /// <summary>What stands for standard input.</summary>
    public const string StandardInput = "-";

    private static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(10);

    private const string Handed = "/dev/fd/";
    private const string HandedToo = "/proc/self/fd/";

    private static readonly string[] StandardInputs = [StandardInput, "/dev/stdin", Handed + "0", HandedToo + "0"];

    private bool? _isSequential;

    /// <summary>How long the first picture, or the line that describes frames, may take from its first byte on; and when to tell that there is none. A stream of raw frames is open at once.</summary>
    public TimeSpan Patience { get; init; } = DefaultPatience;

    /// <inheritdoc/>
    public string Name => IsStandardInput(path) ? "standard input" : path;

    /// <summary>A FIFO waits for its next writer; a file's end is the end, and so is that of a pipe that was handed over.</summary>
    public bool Reopens => !IsHandedOver && (_isSequential ??= SequentialFile.Is(path)) == true;

    /// <inheritdoc/>
    public bool SilenceIsLoss => false;

    /// <inheritdoc/>
    public TimeSpan Interval => framesPerSecond > 0 ? TimeSpan.FromSeconds(1 / framesPerSecond) : TimeSpan.Zero;

    private bool IsHandedOver => IsStandardInput(path) || path.StartsWith(Handed, StringComparison.Ordinal) || path.StartsWith(HandedToo, StringComparison.Ordinal);

    /// <summary>Whether a path is one of the names of standard input, which is read as it is: opened by such a name, a pipe would wait for another writer.</summary>
    public static bool IsStandardInput(string path) => StandardInputs.Contains(path);

    /// <inheritdoc/>
    public ICamera Open(CancellationToken stop, Action<string>? waiting = null)
    {
        var descriptor = IsStandardInput(path) ? 0 : Libc.Open(path, Libc.OpenToRead);
        if (descriptor < 0)
            throw new CameraException($"{path}: {Reason(Marshal.GetLastPInvokeError())}");
        var stream = new ByteStream(descriptor, Name);
        try
        {
            var parser = layout is null ? new StreamOpening(stream, Name, Patience, null, stop, waiting).Parser(kind) : new RawFrames(layout);
            stream.Reserve(parser.WindowBytes);
            return new StreamCamera(Name, stream, parser, framesPerSecond, null, Close);
        }
        catch (Exception problem)
        {
            stream.Dispose();
            Close();
            if (problem is CameraException && !Reopens)
                throw new CameraException(problem.Message, problem) { IsFinal = true };
            throw;
        }

        void Close()
        {
            if (descriptor != 0)
                Libc.Close(descriptor);
        }
    }

    private static string Reason(int error) => error switch
    {
        Errno.NoEntry => "there is no such file. Check the spelling and the current folder.",
        Errno.AccessDenied => "it may not be read by the current user. Check its permissions.",
        _ => $"it cannot be opened: {Marshal.GetPInvokeErrorMessage(error)}.",
    };
}
