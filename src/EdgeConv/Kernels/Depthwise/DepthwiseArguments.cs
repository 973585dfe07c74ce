namespace EdgeConv.Kernels.Depthwise;

/// <summary>
/// Depthwise convolution of int8 pictures. Output channel o reads input channel o / (OutputChannels / InputChannels) alone:
/// <c>acc = Bias[o] + sum (x - InputZeroPoint) * (w - WeightZeroPoint)</c>;
/// <c>y = clamp(OutputZeroPoint + acc * Multipliers[o] * 2^Shifts[o], OutputMin, OutputMax)</c>. Padding contributes nothing.
/// </summary>
public unsafe struct DepthwiseArguments
{
    /// <summary>Placement and extents; InputChannels divides OutputChannels.</summary>
    public WindowGeometry Geometry;

    /// <summary>NHWC.</summary>
    public sbyte* Input;

    /// <summary>HWO.</summary>
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
