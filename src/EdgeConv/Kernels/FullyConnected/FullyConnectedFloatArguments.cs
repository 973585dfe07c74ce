namespace EdgeConv.Kernels.FullyConnected;

/// <summary>Product of rows of float32 activations with a matrix of weights: <c>y = clamp(sum x * w + Bias[o], OutputMin, OutputMax)</c>.</summary>
public unsafe struct FullyConnectedFloatArguments
{
    /// <summary>Rows of activations.</summary>
    public int Rows;

    /// <summary>Elements an input row.</summary>
    public int Inputs;

    /// <summary>Elements an output row.</summary>
    public int Outputs;

    /// <summary>Rows x Inputs.</summary>
    public float* Input;

    /// <summary>Outputs x Inputs.</summary>
    public float* Weights;

    /// <summary>One an output.</summary>
    public float* Bias;

    /// <summary>Rows x Outputs.</summary>
    public float* Output;

    /// <summary>The least output value.</summary>
    public float OutputMin;

    /// <summary>The greatest output value.</summary>
    public float OutputMax;
}
