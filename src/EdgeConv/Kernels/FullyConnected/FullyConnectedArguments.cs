namespace EdgeConv.Kernels.FullyConnected;

/// <summary>
/// Product of rows of int8 activations with a matrix of weights:
/// <c>acc = Bias[o] + sum (x - InputZeroPoint) * (w - WeightZeroPoint)</c>;
/// <c>y = clamp(OutputZeroPoint + acc * Multipliers[o] * 2^Shifts[o], OutputMin, OutputMax)</c>.
/// </summary>
public unsafe struct FullyConnectedArguments
{
    /// <summary>Rows of activations.</summary>
    public int Rows;

    /// <summary>Elements an input row.</summary>
    public int Inputs;

    /// <summary>Elements an output row.</summary>
    public int Outputs;

    /// <summary>Rows x Inputs.</summary>
    public sbyte* Input;

    /// <summary>Outputs x Inputs.</summary>
    public sbyte* Weights;

    /// <summary>One an output.</summary>
    public int* Bias;

    /// <summary>Q31, one an output.</summary>
    public int* Multipliers;

    /// <summary>Powers of two, one an output.</summary>
    public int* Shifts;

    /// <summary>Rows x Outputs.</summary>
    public sbyte* Output;

    /// <summary>What stands for 0 in the input.</summary>
    public int InputZeroPoint;

    /// <summary>What stands for 0 in the weights.</summary>
    public int WeightZeroPoint;

    /// <summary>What stands for 0 in the output.</summary>
    public int OutputZeroPoint;

    /// <summary>The least output value.</summary>
    public int OutputMin;

    /// <summary>The greatest output value.</summary>
    public int OutputMax;
}
