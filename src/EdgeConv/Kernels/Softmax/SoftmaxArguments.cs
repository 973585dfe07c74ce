namespace EdgeConv.Kernels.Softmax;

/// <summary>
/// exp(beta * x) / sum of exp(beta * x) over rows of int8 values, in steps of 1/256 from -128. The differences d of a row from its largest element are brought
/// to Q5 as <c>d * Multiplier * 2^Shift</c>; those below DiffMin count as 0.
/// </summary>
public unsafe struct SoftmaxArguments
{
    /// <summary>Rows, each normalized by itself.</summary>
    public int Rows;

    /// <summary>Elements a row.</summary>
    public int Depth;

    /// <summary>Rows x Depth.</summary>
    public sbyte* Input;

    /// <summary>Rows x Depth.</summary>
    public sbyte* Output;

    /// <summary>Q31.</summary>
    public int Multiplier;

    /// <summary>A power of two, at least 0.</summary>
    public int Shift;

    /// <summary>The least difference whose exponential counts, at most 0.</summary>
    public int DiffMin;

    /// <summary>The exponentials of the differences 0, -1, … -255 in Q0, 0 for those below DiffMin; then the same in Q12, as they are summed.</summary>
    public int* Exponentials;
}
