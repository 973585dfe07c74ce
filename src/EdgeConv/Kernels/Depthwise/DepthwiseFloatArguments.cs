namespace EdgeConv.Kernels.Depthwise;

/// <summary>
/// Depthwise convolution of float32 pictures: <c>y = clamp(Bias[o] + sum x * w, OutputMin, OutputMax)</c>, x from input channel
/// o / (OutputChannels / InputChannels). Padding contributes nothing.
/// </summary>
public unsafe struct DepthwiseFloatArguments
{
    /// <summary>Placement and extents; InputChannels divides OutputChannels.</summary>
    public WindowGeometry Geometry;

    /// <summary>NHWC.</summary>
    public float* Input;

    /// <summary>HWO.</summary>
    public float* Weights;

    /// <summary>One an output channel.</summary>
    public float* Bias;

    /// <summary>NHWO.</summary>
    public float* Output;

    /// <summary>The least output value.</summary>
    public float OutputMin;

    /// <summary>The greatest output value.</summary>
    public float OutputMax;
}
