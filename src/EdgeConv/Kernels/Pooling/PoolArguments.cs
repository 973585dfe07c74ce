namespace EdgeConv.Kernels.Pooling;

/// <summary>
/// Pooling of int8 pictures, channel by channel, over the cells of a window that lie inside the picture; the mean (to nearest, half away from zero) or the
/// largest of them, clamped to OutputMin..OutputMax. Input and output have the same scale and zero point.
/// </summary>
public unsafe struct PoolArguments
{
    /// <summary>Placement and extents; every window covers at least one cell of the picture. No dilation.</summary>
    public WindowGeometry Geometry;

    /// <summary>NHWC.</summary>
    public sbyte* Input;

    /// <summary>NHWC.</summary>
    public sbyte* Output;

    /// <summary>What a stored value lacks of the declared one: 128 in uint8 models, else 0. A mean rounds away from the declared zero.</summary>
    public int StoredOffset;

    /// <summary>The least output value.</summary>
    public int OutputMin;

    /// <summary>The greatest output value.</summary>
    public int OutputMax;
}
