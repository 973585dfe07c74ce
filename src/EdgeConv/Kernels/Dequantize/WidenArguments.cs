namespace EdgeConv.Kernels.Dequantize;

/// <summary>float16 to float32, which is exact: weights that a model stores in half precision.</summary>
public unsafe struct WidenArguments
{
    /// <summary>The halves.</summary>
    public Half* Input;

    /// <summary>The same values.</summary>
    public float* Output;

    /// <summary>How many.</summary>
    public int Count;
}
