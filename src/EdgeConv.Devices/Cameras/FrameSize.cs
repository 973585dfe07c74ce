namespace EdgeConv.Devices.Cameras;

/// <summary>A frame's sides in pixels.</summary>
/// <param name="Width">Pixels a row.</param>
/// <param name="Height">Rows.</param>
public readonly record struct FrameSize(int Width, int Height)
{
    /// <summary><c>640x480</c>.</summary>
    public override string ToString() => $"{Width}x{Height}";
}
