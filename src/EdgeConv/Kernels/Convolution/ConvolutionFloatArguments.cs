namespace EdgeConv.Kernels.Convolution;

/// <summary>Convolution of float32 pictures: <c>y = clamp(Bias[o] + sum x * w, OutputMin, OutputMax)</c>. Padding contributes nothing.</summary>
public unsafe struct ConvolutionFloatArguments
{
    /// <summary>Placement and extents.</summary>
    public WindowGeometry Geometry;

    /// <summary>Groups of channels; divides both channel counts.</summary>
    public int Groups;

    /// <summary>NHWC.</summary>
    public float* Input;

    /// <summary>OHWI, I = InputChannels / Groups.</summary>
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
