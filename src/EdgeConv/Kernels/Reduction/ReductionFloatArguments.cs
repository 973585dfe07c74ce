namespace EdgeConv.Kernels.Reduction;

/// <summary>Sum or mean of float32 values: <c>y = sum x / Divisor</c>.</summary>
public unsafe struct ReductionFloatArguments
{
    /// <summary>What is gathered for each output element.</summary>
    public ReductionBox Box;

    /// <summary>The first input element.</summary>
    public float* Input;

    /// <summary>The first output element.</summary>
    public float* Output;

    /// <summary>The number of values gathered for a mean, 1 for a sum.</summary>
    public float Divisor;
}
