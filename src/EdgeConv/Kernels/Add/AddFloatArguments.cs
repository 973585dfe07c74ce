namespace EdgeConv.Kernels.Add;

/// <summary>Sum or difference of float32 tensors: <c>y = clamp(l + RightSign * r, OutputMin, OutputMax)</c>.</summary>
public unsafe struct AddFloatArguments
{
    /// <summary>How the operands meet.</summary>
    public BroadcastGeometry Geometry;

    /// <summary>The left operand.</summary>
    public float* Left;

    /// <summary>The right operand.</summary>
    public float* Right;

    /// <summary>The result.</summary>
    public float* Output;

    /// <summary>1 adds, -1 subtracts the right operand; the product with either is exact.</summary>
    public float RightSign;

    /// <summary>The least output value.</summary>
    public float OutputMin;

    /// <summary>The greatest output value.</summary>
    public float OutputMax;
}
