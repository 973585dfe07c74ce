namespace EdgeConv.Kernels.TransposeConvolution;

/// <summary>
/// Transposed convolution of int8 pictures. Input (iy, ix) meets output (iy * StrideHeight - PadTop + fy, ix * StrideWidth - PadLeft + fx) through tap (fy, fx);
/// over all that meet output (y, x): <c>acc = Bias[o] + sum (x - InputZeroPoint) * (w - WeightZeroPoint)</c>;
/// <c>y = clamp(OutputZeroPoint + acc * Multipliers[o] * 2^Shifts[o], OutputMin, OutputMax)</c>.
/// </summary>
public unsafe struct TransposeConvolutionArguments
{
    /// <summary>Extents of what is read and written; strides and padding are those of the convolution from the output to the input. No dilation.</summary>
    public WindowGeometry Geometry;

    /// <summary>NHWI.</summary>
    public sbyte* Input;

    /// <summary>OHWI.</summary>
    public sbyte* Weights;

    /// <summary>One an output channel.</summary>
    public int* Bias;

    /// <summary>Q31, one an output channel.</summary>
    public int* Multipliers;

    /// <summary>Powers of two, one an output channel.</summary>
    public int* Shifts;

    /// <summary>NHWO.</summary>
    public sbyte* Output;

    /// <summary>What stands for 0 in the input.</summary>
    public int InputZeroPoint;

    /// <summary>What stands for 0 in the weights; 0 in int8 models.</summary>
    public int WeightZeroPoint;

    /// <summary>What stands for 0 in the output.</summary>
    public int OutputZeroPoint;

    /// <summary>The least output value.</summary>
    public int OutputMin;

    /// <summary>The greatest output value.</summary>
    public int OutputMax;
}
