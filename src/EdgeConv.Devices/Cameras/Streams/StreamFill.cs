namespace EdgeConv.Devices.Cameras.Streams;

/// <summary>What came of waiting for bytes.</summary>
internal enum StreamFill
{
    /// <summary>There are more unread bytes.</summary>
    Bytes,

    /// <summary>None yet.</summary>
    Nothing,

    /// <summary>There will be none any more.</summary>
    End,
}
