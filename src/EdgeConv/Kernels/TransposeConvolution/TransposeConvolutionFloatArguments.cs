namespace EdgeConv.Kernels.TransposeConvolution;

/// <summary>
/// Transposed convolution of float32 pictures: <c>y = clamp(sum x * w + Bias[o], OutputMin, OutputMax)</c> over the inputs and taps that meet as in
/// <see cref="TransposeConvolutionArguments"/>.
/// </summary>
public unsafe struct TransposeConvolutionFloatArguments
{
    /// <summary>Extents of what is read and written; strides and padding are those of the convolution from the output to the input. No dilation.</summary>
    public WindowGeometry Geometry;

    /// <summary>NHWI.</summary>
    public float* Input;

    /// <summary>OHWI.</summary>
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
