namespace EdgeConv.Devices.Cameras.Streams;

/// <summary>What a parser found at the start of the unread bytes.</summary>
internal enum CutKind
{
    /// <summary>Nothing whole yet: more bytes are needed.</summary>
    More,

    /// <summary>A frame.</summary>
    Frame,

    /// <summary>Bytes that are no frame, or not a whole one.</summary>
    Damaged,
}
