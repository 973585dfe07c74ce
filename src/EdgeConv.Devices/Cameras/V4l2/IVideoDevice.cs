namespace EdgeConv.Devices.Cameras.V4l2;

/// <summary>The system calls on an open video device.</summary>
internal unsafe interface IVideoDevice : IDisposable
{
    /// <summary>ioctl(2). Answers 0 or the error number; never EINTR.</summary>
    int Control(nuint request, void* argument);

    /// <summary>poll(2) for a filled buffer. Answers 0 or the error number.</summary>
    /// <param name="milliseconds">How long it may wait.</param>
    /// <param name="found">What was found; 0: nothing in time.</param>
    int Poll(int milliseconds, out short found);

    /// <summary>mmap(2) of a buffer. Answers 0 or the error number.</summary>
    int Map(uint offset, uint length, out nint address);

    /// <summary>munmap(2).</summary>
    void Unmap(nint address, uint length);
}
