namespace EdgeConv.Vision.Frames.Pass;

/// <summary>How components take turns in a plane's row. What is first in memory gets the first line, and so on, but for Y, which is always first.</summary>
internal enum FrameInterleave
{
    /// <summary>One component.</summary>
    None,

    /// <summary>Two in turn.</summary>
    Pairs,

    /// <summary>Three in turn.</summary>
    Triples,

    /// <summary>Three in turn and a byte that is nothing.</summary>
    Quads,

    /// <summary>Y and, in turn, one of two others.</summary>
    LumaFirst,

    /// <summary>One of two others in turn, and Y.</summary>
    LumaSecond,
}
