using System.Collections.Immutable;
using EdgeConv.Devices.Interop;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Devices.Cameras.V4l2;

/// <summary>A camera that a kernel driver streams into buffers we share with it (Documentation/userspace-api/media/v4l/mmap.rst).</summary>
internal sealed unsafe class V4l2Camera : ICamera
{
    private readonly IVideoDevice _device;
    private readonly VideoNode _node;
    private readonly VideoLayout _layout;
    private readonly VideoBuffers _buffers;
    private FrameFormat _format;
    private bool _isDisposed;
    private long _sequence = -1;
    private uint _lastCount;

    /// <summary>Agrees with the driver on a format and starts the stream.</summary>
    /// <param name="device">The device; disposed of with the camera, and by the caller when this throws.</param>
    /// <param name="path">Its file.</param>
    /// <param name="options">What is wanted.</param>
    /// <exception cref="CameraException">It is no camera, it is busy, or it gives no format we know.</exception>
    public V4l2Camera(IVideoDevice device, string path, CameraOptions options)
    {
        _device = device;
        _node = new VideoNode(device, path);
        if (!_node.IsCamera)
            throw new CameraException($"{_node.Name}: this device file gives no pictures; a camera has several, of which one does. `edgeconv devices` lists those.");
        var formats = _node.Formats();
        _layout = SetFormat(VideoChoice.Of(_node.Name, formats, options, _node.Rates), options, formats);
        _format = _layout.Format;
        if (options.Size is { } size && (size.Width != _format.Width || size.Height != _format.Height))
            Remark = $"{Name} gives frames of {_format.Width}x{_format.Height}, not of {size} as it was asked to; `edgeconv devices` lists the sizes it has.";
        if (options.FramesPerSecond is { } rate)
            SetRate(rate);
        foreach (var (control, value) in options.Controls)
            _node.Set(control, value);
        _buffers = new VideoBuffers(device, _node, _layout.MemoryPlaneBytes.Length);
        try
        {
            for (uint index = 0; index < _buffers.Count; index++)
                _buffers.Queue(index);
            Stream(VideoRequests.StreamOn, VideoErrors.Starting);
        }
        catch
        {
            _buffers.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Name => _node.Name;

    /// <inheritdoc/>
    public string? Remark { get; }

    /// <inheritdoc/>
    public FrameFormat Format => _format;

    /// <inheritdoc/>
    public int MaxFrameBytes => _layout.MaxFrameBytes;

    /// <inheritdoc/>
    public CameraRead Read(Frame frame, TimeSpan timeout, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var deadline = new Deadline(timeout, cancellation);
        var planes = stackalloc VideoPlane[VideoPlaneFormats.Count];
        while (true)
        {
            var isLast = deadline.IsOver;
            Check("waiting for a frame", _device.Poll(deadline.Slice, out var found));
            if (found != 0)
            {
                var error = _buffers.Dequeue(planes, out var buffer);
                if (error == 0)
                    return Take(frame, buffer, planes);
                if (error != Errno.TryAgain)
                    throw VideoErrors.Using(_node.Path, Name, "taking a frame", error);
                // A device that has something to say but no frame would be asked again without a pause.
                if ((found & (Libc.PollFailed | Libc.HungUp | Libc.NotOpen)) != 0)
                    throw VideoErrors.Using(_node.Path, Name, "waiting for a frame", Errno.NoDevice);
            }

            if (isLast)
                return CameraRead.TimedOut;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        var type = (int)_node.BufferType;
        // What a device that is being left answers does not matter.
        _ = _device.Control(VideoRequests.StreamOff, &type);
        _buffers.Dispose();
        _device.Dispose();
    }

    private VideoLayout SetFormat(VideoChoice choice, CameraOptions options, ImmutableArray<VideoFormatInfo> formats)
    {
        var format = new VideoFormat { Type = (nint)_node.BufferType };
        var isMultiPlane = _node.BufferType == VideoConstants.CaptureMultiPlane;
        var (width, height, code) = ((uint)choice.Size.Width, (uint)choice.Size.Height, choice.Pixels.Code);
        if (isMultiPlane)
            format.Multi = new VideoMultiPlaneFormat { Width = width, Height = height, PixelFormat = code, Field = VideoConstants.Progressive };
        else
            format.Single = new VideoPixelFormat { Width = width, Height = height, PixelFormat = code, Field = VideoConstants.Progressive };
        Check($"asking for {VideoText.FourCharacters(code)} {choice.Size}", _device.Control(VideoRequests.SetFormat, &format));
        VideoChoice.CheckAnswer(Name, isMultiPlane ? format.Multi.PixelFormat : format.Single.PixelFormat, options, formats);
        return isMultiPlane ? VideoLayout.Of(Name, format.Multi) : VideoLayout.Of(Name, format.Single);
    }

    /// <summary>Asks for a rate. The driver takes the nearest it has; one that cannot set any streams as it likes.</summary>
    private void SetRate(double framesPerSecond)
    {
        const uint Scale = 1000;
        var parameters = new VideoStreamParameters
        {
            Type = _node.BufferType,
            TimePerFrame = new VideoFraction { Numerator = Scale, Denominator = (uint)Math.Round(framesPerSecond * Scale) },
        };
        var error = _device.Control(VideoRequests.SetParameters, &parameters);
        if (error is not (0 or Errno.NotSupportedByDevice or Errno.Invalid))
            throw VideoErrors.Using(_node.Path, Name, $"asking for {framesPerSecond} frames a second", error);
    }

    private CameraRead Take(Frame frame, VideoBuffer buffer, VideoPlane* planes)
    {
        if (buffer.Index >= _buffers.Count)
            throw new CameraException($"{Name}: the driver hands out buffer {buffer.Index} of {_buffers.Count}.");
        var arrived = MonotonicClock.Now;
        Count(buffer.Sequence);
        var length = (buffer.Flags & VideoConstants.IsDamaged) == 0 ? Copy(frame.Memory, buffer, planes) : 0;
        _buffers.Queue(buffer.Index);
        if (length == 0)
            return CameraRead.Damaged;
        var hasTime = (buffer.Flags & VideoConstants.ClockMask) == VideoConstants.MonotonicClock;
        // Some drivers calculate when the picture should be complete: no frame is from the future.
        frame.Set(Format, length, _sequence, hasTime ? Math.Min(buffer.Seconds * 1_000_000_000L + buffer.Microseconds * 1000L, arrived) : arrived);
        return CameraRead.Frame;
    }

    /// <summary>The driver's count has 32 bits; some drivers do not count, and some begin again.</summary>
    private void Count(uint sequence)
    {
        var ahead = unchecked(sequence - _lastCount);
        _sequence = _sequence < 0 ? sequence : _sequence + (ahead is 0 or > int.MaxValue ? 1 : ahead);
        _lastCount = sequence;
    }

    /// <summary>Copies a frame. Answers its length; 0: it is not whole.</summary>
    private int Copy(Span<byte> target, in VideoBuffer buffer, VideoPlane* planes)
    {
        var length = 0;
        for (var plane = 0; plane < _layout.MemoryPlaneBytes.Length; plane++)
        {
            var (start, end) = _node.BufferType == VideoConstants.Capture ? (0, buffer.BytesUsed) : (planes[plane].DataOffset, planes[plane].BytesUsed);
            var bytes = _buffers.Bytes(buffer.Index, plane);
            if (end > bytes.Length || start > end)
                return 0;
            var filled = bytes[(int)start..(int)end];
            var wanted = _layout.MemoryPlaneBytes[plane];
            if (wanted == 0 ? !TakeSize(filled) || filled.Length > MaxFrameBytes : filled.Length < wanted)
                return 0;
            var part = wanted == 0 ? filled : filled[..wanted];
            part.CopyTo(target[length..]);
            length += part.Length;
        }

        return length;
    }

    /// <summary>Takes a JPEG file's size from itself: some drivers answer another one than their camera sends.</summary>
    private bool TakeSize(ReadOnlySpan<byte> file)
    {
        if (JpegSize.Of(file) is not { } size)
            return false;
        if (size.Width != _format.Width || size.Height != _format.Height)
            _format = new FrameFormat(PixelFormat.Mjpeg, size.Width, size.Height) { Matrix = _format.Matrix, Range = _format.Range };
        return true;
    }

    private void Stream(nuint request, string doing)
    {
        var type = (int)_node.BufferType;
        Check(doing, _device.Control(request, &type));
    }

    private void Check(string doing, int error)
    {
        if (error != 0)
            throw VideoErrors.Using(_node.Path, Name, doing, error);
    }
}
