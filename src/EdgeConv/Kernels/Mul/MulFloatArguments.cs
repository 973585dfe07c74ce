namespace EdgeConv.Kernels.Mul;

/// <summary>Product of float32 tensors: <c>y = clamp(l * r, OutputMin, OutputMax)</c>.</summary>
public unsafe struct MulFloatArguments
{
    /// <summary>How the operands meet.</summary>
    public BroadcastGeometry Geometry;

    /// <summary>The left operand.</summary>
    public float* Left;

    /// <summary>The right operand.</summary>
    public float* Right;

    /// <summary>The result.</summary>
    public float* Output;

    /// <summary>The least output value.</summary>
    public float OutputMin;

    /// <summary>The greatest output value.</summary>
    public float OutputMax;
}
