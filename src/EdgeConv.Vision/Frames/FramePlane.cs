namespace EdgeConv.Vision.Frames;

/// <summary>Where a plane of a frame lies.</summary>
/// <param name="Offset">Bytes from the frame's first to the plane's first.</param>
/// <param name="Stride">Bytes from row to row, at least a row's own.</param>
public readonly record struct FramePlane(int Offset, int Stride);
