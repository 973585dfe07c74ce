using System.Globalization;
using System.Runtime.InteropServices;
using EdgeConv.Devices.Interop;

namespace EdgeConv.Devices.Cameras.V4l2;

/// <summary>The video devices of the running Linux.</summary>
internal sealed class LinuxVideo : IVideoSystem
{
    private const string Folder = "/dev";
    private const string Prefix = "video";

    /// <inheritdoc/>
    public IReadOnlyList<string> Paths =>
    [
        .. from path in Directory.Exists(Folder) ? Directory.GetFiles(Folder, Prefix + "*") : []
           let digits = Path.GetFileName(path)[Prefix.Length..]
           where digits.Length > 0 && digits.All(char.IsAsciiDigit)
           orderby int.Parse(digits, CultureInfo.InvariantCulture)
           select path,
    ];

    /// <inheritdoc/>
    public int Open(string path, out IVideoDevice? device)
    {
        var descriptor = Libc.Open(path, Libc.OpenToReadAndWrite);
        device = descriptor < 0 ? null : new Device(descriptor);
        return descriptor < 0 ? Marshal.GetLastPInvokeError() : 0;
    }

    private sealed unsafe class Device(int descriptor) : IVideoDevice
    {
        private bool _isClosed;

        public int Control(nuint request, void* argument)
        {
            int error;
            do
            {
                error = Libc.Control(descriptor, request, argument) < 0 ? Marshal.GetLastPInvokeError() : 0;
            }
            while (error == Errno.Interrupted);
            return error;
        }

        public int Poll(int milliseconds, out short found)
        {
            var polled = new PolledDescriptor { Descriptor = descriptor, Events = Libc.Readable };
            var ready = Libc.Poll(&polled, 1, milliseconds);
            found = ready > 0 ? polled.Found : (short)0;
            return ready < 0 && Marshal.GetLastPInvokeError() is var error and not Errno.Interrupted ? error : 0;
        }

        public int Map(uint offset, uint length, out nint address)
        {
            address = Libc.Map(0, length, Libc.ReadAndWrite, Libc.Shared, descriptor, (nint)offset);
            return address == Libc.MapFailed ? Marshal.GetLastPInvokeError() : 0;
        }

        public void Unmap(nint address, uint length) => Libc.Unmap(address, length);

        public void Dispose()
        {
            if (!_isClosed)
                Libc.Close(descriptor);
            _isClosed = true;
        }
    }
}
