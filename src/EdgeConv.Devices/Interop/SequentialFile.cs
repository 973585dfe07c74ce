namespace EdgeConv.Devices.Interop;

/// <summary>What is read as it comes and has no positions: FIFOs, sockets, terminals and other character devices, which .NET does not tell from files.</summary>
internal static class SequentialFile
{
    private const ushort TypeMask = 0xF000;
    private const ushort Fifo = 0x1000;
    private const ushort CharacterDevice = 0x2000;
    private const ushort Socket = 0xC000;

    /// <summary>Whether a path leads to such a thing; null: there is nothing, or it may not be asked. It is not opened: a writer that waits in open(2) of a FIFO would take that for its reader.</summary>
    public static unsafe bool? Is(string path)
    {
        FileStatus status;
        return Libc.Status(Libc.CurrentFolder, path, 0, Libc.WantType, &status) == 0 ? (status.Mode & TypeMask) is Fifo or CharacterDevice or Socket : null;
    }
}
