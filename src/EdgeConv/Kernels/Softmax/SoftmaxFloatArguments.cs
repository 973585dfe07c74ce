namespace EdgeConv.Kernels.Softmax;

/// <summary>exp(Beta * x) / sum of exp(Beta * x) over rows of float32 values.</summary>
public unsafe struct SoftmaxFloatArguments
{
    /// <summary>Rows, each normalized by itself.</summary>
    public int Rows;

    /// <summary>Elements a row.</summary>
    public int Depth;

    /// <summary>Rows x Depth.</summary>
    public float* Input;

    /// <summary>Rows x Depth.</summary>
    public float* Output;

    /// <summary>Inverse temperature.</summary>
    public float Beta;
}
