using System.Text;
using EdgeConv.Devices.Interop;

namespace EdgeConv.Devices.Cameras.Streams;

/// <summary>The last of what a program says on its standard error: enough for a message, never more memory.</summary>
/// <param name="descriptor">The reading end of the pipe; closing it is the caller's.</param>
internal sealed unsafe class LastWords(int descriptor)
{
    private const int Kept = 8192;
    private const int Lines = 3;
    private const int MostReads = 64;

    private readonly byte[] _ring = new byte[Kept];
    private long _written;
    private bool _hasEnded;

    /// <summary>What to poll; negative when the program has closed it.</summary>
    public int Descriptor => _hasEnded ? -1 : descriptor;

    /// <summary>Reads what is there, after poll(2) has found something.</summary>
    public void Take()
    {
        var at = (int)(_written % Kept);
        nint count;
        fixed (byte* ring = _ring)
            count = Libc.Read(descriptor, ring + at, (nuint)(Kept - at));
        if (count > 0)
            _written += count;
        else
            _hasEnded = true;
    }

    /// <summary>Reads all that has been said until now.</summary>
    public void TakeAll()
    {
        // A program that talks without end must not hold us.
        for (var left = MostReads; left > 0 && !_hasEnded; left--)
        {
            var polled = new PolledDescriptor { Descriptor = descriptor, Events = Libc.Readable };
            if (Libc.Poll(&polled, 1, 0) <= 0)
                return;
            Take();
        }
    }

    /// <summary>Reads all there is until the program has closed it, or the deadline is over.</summary>
    public void TakeRest(Deadline deadline)
    {
        while (!_hasEnded && !deadline.IsOver)
        {
            var polled = new PolledDescriptor { Descriptor = descriptor, Events = Libc.Readable };
            if (Libc.Poll(&polled, 1, deadline.Slice) > 0)
                Take();
        }
    }

    /// <summary>All that is kept.</summary>
    public string Text
    {
        get
        {
            var start = _written - Math.Min(_written, Kept);
            var text = new byte[_written - start];
            for (var i = 0; i < text.Length; i++)
                text[i] = _ring[(start + i) % Kept];
            return Encoding.UTF8.GetString(text);
        }
    }

    /// <summary>The last lines, in one; those in which the program calls something an error, if there are any.</summary>
    public string Summary
    {
        get
        {
            var lines = Text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var errors = Array.FindAll(lines, line => line.Contains("error", StringComparison.OrdinalIgnoreCase));
            return string.Join(" / ", (errors.Length > 0 ? errors : lines).TakeLast(Lines));
        }
    }
}
