namespace EdgeConv.Kernels.Pooling;

/// <summary>
/// Pooling of float32 pictures, channel by channel, over the cells of a window that lie inside the picture; the mean or the largest of them, clamped to
/// OutputMin..OutputMax.
/// </summary>
public unsafe struct PoolFloatArguments
{
    /// <summary>Placement and extents; every window covers at least one cell of the picture. No dilation.</summary>
    public WindowGeometry Geometry;

    /// <summary>NHWC.</summary>
    public float* Input;

    /// <summary>NHWC.</summary>
    public float* Output;

    /// <summary>The least output value.</summary>
    public float OutputMin;

    /// <summary>The greatest output value.</summary>
    public float OutputMax;
}
