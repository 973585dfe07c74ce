namespace EdgeConv.Devices.Interop;

/// <summary>struct pollfd.</summary>
internal struct PolledDescriptor
{
    /// <summary>The file descriptor; negative: none.</summary>
    public int Descriptor;

    /// <summary>What is waited for.</summary>
    public short Events;

    /// <summary>What there is.</summary>
    public short Found;
}
