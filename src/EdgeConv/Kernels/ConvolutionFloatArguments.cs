namespace EdgeConv.Kernels;

/// <summary>
/// Convolution of float32 pictures, the transposed and depthwise kinds and the product of rows with a matrix included, as in <see cref="ConvolutionArguments"/>:
/// <c>y = clamp(Bias[o] + sum x * w, OutputMin, OutputMax)</c>. Padding contributes nothing.
/// </summary>
public unsafe struct ConvolutionFloatArguments
{
    /// <summary>Placement and extents, as in <see cref="ConvolutionArguments.Geometry"/>.</summary>
    public WindowGeometry Geometry;

    /// <summary>Groups of channels; divides both channel counts. Depthwise: as many as input channels.</summary>
    public int Groups;

    /// <summary>NHWC.</summary>
    public float* Input;

    /// <summary>OHWI, I = InputChannels / Groups; depthwise: HWO.</summary>
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
