using System.Runtime.InteropServices;
using EdgeConv.Devices.Interop;
using EdgeConv.Tensors;

namespace EdgeConv.Devices.Cameras.Streams;

/// <summary>
/// The unread bytes of a file, a FIFO or a pipe. No wait outlasts its deadline however silent the other end is: poll(2) waits, and read(2) takes what is there.
/// The descriptor may be shared with other processes (standard input), so its flags stay as they are.
/// </summary>
/// <param name="descriptor">What is read; closing it is the caller's.</param>
/// <param name="name">What it is called in messages.</param>
/// <param name="words">What a program that writes the bytes says besides; kept so that the program never waits for us to read it.</param>
internal sealed unsafe class ByteStream(int descriptor, string name, LastWords? words = null) : IDisposable
{
    private const int FirstWindow = 64 * 1024;

    private AlignedMemory _memory = new(FirstWindow);
    private int _start;
    private int _end;
    private bool _hasEnded;

    /// <summary>Bytes that have come and are not done with.</summary>
    public ReadOnlySpan<byte> Unread => new(_memory.Start + _start, _end - _start);

    /// <summary>The last of what the program has said until now; nothing where there is no program.</summary>
    public string Words()
    {
        words?.TakeAll();
        return words?.Text ?? "";
    }

    /// <summary>Makes room for so many unread bytes.</summary>
    public void Reserve(int bytes)
    {
        if (bytes <= _memory.Length)
            return;
        var larger = new AlignedMemory(bytes);
        var unread = Unread;
        unread.CopyTo(new Span<byte>(larger.Start, bytes));
        (_start, _end) = (0, unread.Length);
        _memory.Dispose();
        _memory = larger;
    }

    /// <summary>Done with so many bytes.</summary>
    public void Consume(int bytes)
    {
        _start += bytes;
        if (_start == _end)
            (_start, _end) = (0, 0);
    }

    /// <summary>Waits for more bytes. The window must not be full of unread ones.</summary>
    /// <exception cref="CameraException">They cannot be read.</exception>
    public StreamFill Fill(Deadline deadline)
    {
        MakeRoom();
        var polled = stackalloc PolledDescriptor[2];
        while (!_hasEnded)
        {
            // The data comes first: what a program said before it wrote is then there when the data is.
            polled[0] = new PolledDescriptor { Descriptor = descriptor, Events = Libc.Readable };
            polled[1] = new PolledDescriptor { Descriptor = words?.Descriptor ?? -1, Events = Libc.Readable };
            var isLast = deadline.IsOver;
            var ready = Libc.Poll(polled, 2, deadline.Slice);
            if (ready < 0 && Marshal.GetLastPInvokeError() is not (Errno.Interrupted or Errno.TryAgain))
                throw Failed();
            if (ready > 0 && polled[1].Found != 0)
                words!.Take();
            if (ready > 0 && polled[0].Found != 0 && Take())
                return _hasEnded ? StreamFill.End : StreamFill.Bytes;
            if (isLast)
                return StreamFill.Nothing;
        }

        return StreamFill.End;
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();

    private bool Take()
    {
        var count = Libc.Read(descriptor, _memory.Start + _end, (nuint)(_memory.Length - _end));
        if (count < 0)
            return Marshal.GetLastPInvokeError() is Errno.Interrupted or Errno.TryAgain ? false : throw Failed();
        _end += (int)count;
        _hasEnded = count == 0;
        return true;
    }

    private void MakeRoom()
    {
        if (_end < _memory.Length)
            return;
        var unread = Unread;
        if (unread.Length == _memory.Length)
            throw new InvalidOperationException($"{name}: the window of {_memory.Length} bytes is full.");
        unread.CopyTo(new Span<byte>(_memory.Start, unread.Length));
        (_start, _end) = (0, unread.Length);
    }

    private CameraException Failed() => new($"{name}: reading failed: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");
}
