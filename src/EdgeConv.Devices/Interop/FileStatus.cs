using System.Runtime.InteropServices;

namespace EdgeConv.Devices.Interop;

/// <summary>struct statx, which is laid out alike on every architecture, unlike struct stat.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct FileStatus
{
    /// <summary>stx_mode: the type, and who may do what.</summary>
    [FieldOffset(28)]
    public ushort Mode;
}
