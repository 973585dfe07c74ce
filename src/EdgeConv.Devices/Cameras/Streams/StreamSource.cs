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

    /// <summary>How long the first bytes of a stream that must tell its format may take. A stream of raw frames is open at once.</summary>
    public TimeSpan Patience { get; init; } = DefaultPatience;

    /// <inheritdoc/>
    public string Name => path == StandardInput ? "standard input" : path;

    /// <summary>A FIFO waits for its next writer; a file's end is the end, and so is standard input's.</summary>
    public bool Reopens => path != StandardInput && NamedPipe.Is(path);

    /// <inheritdoc/>
    public ICamera Open(CancellationToken stop)
    {
        var descriptor = path == StandardInput ? 0 : Libc.Open(path, Libc.OpenToRead);
        if (descriptor < 0)
            throw new CameraException($"{path}: {Reason(Marshal.GetLastPInvokeError())}");
        var stream = new ByteStream(descriptor, Name);
        try
        {
            var parser = layout is null ? new StreamOpening(stream, Name, Patience, null, stop).Parser(kind) : new RawFrames(layout);
            stream.Reserve(parser.WindowBytes);
            return new StreamCamera(Name, stream, parser, framesPerSecond, null, Close);
        }
        catch
        {
            stream.Dispose();
            Close();
            throw;
        }

        void Close()
        {
            if (path != StandardInput)
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
