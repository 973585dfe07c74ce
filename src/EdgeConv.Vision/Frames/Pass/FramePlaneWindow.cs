namespace EdgeConv.Vision.Frames.Pass;

/// <summary>What is read of a plane.</summary>
internal struct FramePlaneWindow
{
    /// <summary>Bytes from the plane's first to the first of the window's columns.</summary>
    public int Start;

    /// <summary>Bytes from row to row.</summary>
    public int Stride;

    /// <summary>Bytes of a row.</summary>
    public int Bytes;

    /// <summary>How components take turns in a row.</summary>
    public FrameInterleave Interleave;

    /// <summary>The line that the first of them goes to; the others follow it.</summary>
    public int Line;

    /// <summary>The rows that make each grid row.</summary>
    public ResamplingWeights Rows;
}
