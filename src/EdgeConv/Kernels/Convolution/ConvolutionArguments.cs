namespace EdgeConv.Kernels.Convolution;

/// <summary>
/// Convolution of int8 pictures. Output channel o of group g = o / (OutputChannels / Groups) sums over the group's input channels:
/// <c>acc = Bias[o] + sum (x - InputZeroPoint) * (w - WeightZeroPoint)</c>;
/// <c>y = clamp(OutputZeroPoint + acc * Multipliers[o] * 2^Shifts[o], OutputMin, OutputMax)</c>. Padding contributes nothing.
/// </summary>
public unsafe struct ConvolutionArguments
{
    /// <summary>Placement and extents.</summary>
    public WindowGeometry Geometry;

    /// <summary>Groups of channels; divides both channel counts.</summary>
    public int Groups;

    /// <summary>NHWC.</summary>
    public sbyte* Input;

    /// <summary>OHWI, I = InputChannels / Groups.</summary>
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
