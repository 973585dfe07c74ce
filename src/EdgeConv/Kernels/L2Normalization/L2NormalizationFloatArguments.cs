namespace EdgeConv.Kernels.L2Normalization;

/// <summary>x / max(sqrt(sum of x * x), 1e-6) over rows of float32 values.</summary>
public unsafe struct L2NormalizationFloatArguments
{
    /// <summary>Rows, each normalized by itself.</summary>
    public int Rows;

    /// <summary>Elements a row.</summary>
    public int Depth;

    /// <summary>Rows x Depth.</summary>
    public float* Input;

    /// <summary>Rows x Depth.</summary>
    public float* Output;
}
