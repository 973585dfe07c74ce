namespace EdgeConv.Devices.Cameras.V4l2;

/// <summary>The driver's buffers, mapped into our memory. Taken and given back as a whole.</summary>
internal sealed unsafe class VideoBuffers : IDisposable
{
    /// <summary>One that is filled, one that we copy from, and two for when the system is busy.</summary>
    private const uint Wanted = 4;

    /// <summary>With one, the camera would have nowhere to write while we copy.</summary>
    private const uint Least = 2;

    private readonly VideoNode _node;
    private readonly IVideoDevice _device;
    private readonly int _planes;
    private readonly List<(nint Address, uint Length)> _maps = [];

    /// <summary>Takes them.</summary>
    /// <param name="device">The device.</param>
    /// <param name="node">The same, by name.</param>
    /// <param name="planes">Memory planes of a buffer.</param>
    /// <exception cref="CameraException">The driver gives none, or too few.</exception>
    public VideoBuffers(IVideoDevice device, VideoNode node, int planes)
    {
        (_device, _node, _planes) = (device, node, planes);
        try
        {
            var request = new VideoBufferRequest { Count = Wanted, Type = node.BufferType, Memory = VideoConstants.Mapped };
            Check("asking for buffers", device.Control(VideoRequests.RequestBuffers, &request));
            if (request.Count < Least)
                throw new CameraException($"{node.Name}: the driver gives {request.Count} buffers, and at least {Least} are needed. Ask for smaller frames, as in size=640x480.");
            Count = (int)request.Count;
            for (uint index = 0; index < Count; index++)
                Map(index);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>The bytes of a buffer's memory plane.</summary>
    public ReadOnlySpan<byte> Bytes(uint index, int plane)
    {
        var (address, length) = _maps[(int)index * _planes + plane];
        return new ReadOnlySpan<byte>((void*)address, (int)length);
    }

    /// <summary>Gives a buffer to the driver to be filled.</summary>
    /// <exception cref="CameraException">The driver does not take it.</exception>
    public void Queue(uint index)
    {
        var planes = stackalloc VideoPlane[VideoPlaneFormats.Count];
        var buffer = Describe(planes);
        buffer.Index = index;
        Check("handing a buffer back", _device.Control(VideoRequests.QueueBuffer, &buffer));
    }

    /// <summary>Takes a filled buffer. Answers 0 or the error number.</summary>
    public int Dequeue(VideoPlane* planes, out VideoBuffer buffer)
    {
        var taken = Describe(planes);
        var error = _device.Control(VideoRequests.DequeueBuffer, &taken);
        buffer = taken;
        return error;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (address, length) in _maps)
            _device.Unmap(address, length);
        _maps.Clear();
        var none = new VideoBufferRequest { Count = 0, Type = _node.BufferType, Memory = VideoConstants.Mapped };
        // What this answers does not matter: closing the device frees them too.
        _ = _device.Control(VideoRequests.RequestBuffers, &none);
    }

    private void Map(uint index)
    {
        var planes = stackalloc VideoPlane[VideoPlaneFormats.Count];
        var buffer = Describe(planes);
        buffer.Index = index;
        Check("asking for a buffer", _device.Control(VideoRequests.QueryBuffer, &buffer));
        for (var plane = 0; plane < _planes; plane++)
        {
            var (offset, length) = _node.BufferType == VideoConstants.Capture ? ((uint)buffer.Place, buffer.Length) : ((uint)planes[plane].Place, planes[plane].Length);
            if (length > int.MaxValue)
                throw new CameraException($"{_node.Name}: the driver gives a buffer of {length} bytes, which is too large.");
            Check("mapping a buffer", _device.Map(offset, length, out var address));
            _maps.Add((address, length));
        }
    }

    private VideoBuffer Describe(VideoPlane* planes)
    {
        var buffer = new VideoBuffer { Type = _node.BufferType, Memory = VideoConstants.Mapped };
        if (_node.BufferType == VideoConstants.CaptureMultiPlane)
            (buffer.Place, buffer.Length) = ((nint)planes, (uint)_planes);
        return buffer;
    }

    private void Check(string doing, int error)
    {
        if (error != 0)
            throw VideoErrors.Using(_node.Path, _node.Name, doing, error);
    }
}
