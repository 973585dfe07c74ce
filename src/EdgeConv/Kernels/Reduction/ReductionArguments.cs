namespace EdgeConv.Kernels.Reduction;

/// <summary>
/// Sum or mean of int8 values: <c>y = clamp(OutputZeroPoint + sum (x - InputZeroPoint) * Multiplier * 2^Shift)</c> to int8; for a mean of n values the factor
/// contains 1 / n.
/// </summary>
public unsafe struct ReductionArguments
{
    /// <summary>What is gathered for each output element.</summary>
    public ReductionBox Box;

    /// <summary>The first input element.</summary>
    public sbyte* Input;

    /// <summary>The first output element.</summary>
    public sbyte* Output;

    /// <summary>What stands for 0 in the input.</summary>
    public int InputZeroPoint;

    /// <summary>What stands for 0 in the output.</summary>
    public int OutputZeroPoint;

    /// <summary>Q31.</summary>
    public int Multiplier;

    /// <summary>A power of two.</summary>
    public int Shift;
}
