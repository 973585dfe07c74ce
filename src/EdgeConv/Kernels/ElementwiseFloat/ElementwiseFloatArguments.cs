namespace EdgeConv.Kernels.ElementwiseFloat;

/// <summary>A function of one float32 value, applied to each.</summary>
public unsafe struct ElementwiseFloatArguments
{
    /// <summary>The values.</summary>
    public float* Input;

    /// <summary>The results.</summary>
    public float* Output;

    /// <summary>How many.</summary>
    public int Count;

    /// <summary>The slope below 0 of LEAKY_RELU.</summary>
    public float Alpha;
}
