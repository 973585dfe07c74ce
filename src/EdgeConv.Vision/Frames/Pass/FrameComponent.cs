namespace EdgeConv.Vision.Frames.Pass;

/// <summary>A component of a frame: red, Y, Cb.</summary>
internal struct FrameComponent
{
    /// <summary>The plane it lies in.</summary>
    public int Plane;

    /// <summary>The place of its first sample in a row of the plane's window.</summary>
    public int At;

    /// <summary>Bytes from sample to sample.</summary>
    public int Step;

    /// <summary>The line it is found in once a plane's row has been taken apart.</summary>
    public int Line;

    /// <summary>The samples, counted from the window's first, that make each grid column.</summary>
    public ResamplingWeights Columns;
}
