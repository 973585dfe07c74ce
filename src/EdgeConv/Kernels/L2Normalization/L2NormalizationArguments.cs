namespace EdgeConv.Kernels.L2Normalization;

/// <summary>x / sqrt(sum of x * x) over rows of int8 values, in steps of 1/128 around 0.</summary>
public unsafe struct L2NormalizationArguments
{
    /// <summary>Rows, each normalized by itself.</summary>
    public int Rows;

    /// <summary>Elements a row.</summary>
    public int Depth;

    /// <summary>Rows x Depth.</summary>
    public sbyte* Input;

    /// <summary>Rows x Depth.</summary>
    public sbyte* Output;

    /// <summary>What stands for 0 in the input.</summary>
    public int InputZeroPoint;

    /// <summary>
    /// The part of the factor 128 = 2^7 that goes into the input before it meets the inverse root: 7 in uint8 models, 0 in int8 models, where all of it goes into
    /// the shift behind. The two round differently.
    /// </summary>
    public int InputShift;
}
