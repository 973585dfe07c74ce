namespace EdgeConv.Devices.Cameras.Streams;

/// <summary>What a parser found, in bytes from the first unread one.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Consumed">Bytes that are done with.</param>
/// <param name="Start">The frame's first byte.</param>
/// <param name="Length">The frame's bytes.</param>
internal readonly record struct Cut(CutKind Kind, int Consumed, int Start = 0, int Length = 0);
