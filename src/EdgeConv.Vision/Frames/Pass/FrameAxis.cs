namespace EdgeConv.Vision.Frames.Pass;

/// <summary>Along one axis of a frame: the window of pixels that is used, and what it becomes.</summary>
/// <param name="Start">The first pixel.</param>
/// <param name="Length">Pixels.</param>
/// <param name="Target">Target pixels they become.</param>
/// <param name="IsReversed">Whether the first target pixel comes from the window's end.</param>
internal readonly record struct FrameAxis(int Start, int Length, int Target, bool IsReversed);
