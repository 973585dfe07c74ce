namespace EdgeConv.Kernels.IntegerArithmetic;

/// <summary>Sums, differences and products of plain integers, which wrap around: arithmetic on shapes, mostly done when a model is planned.</summary>
/// <typeparam name="T">int or long.</typeparam>
public unsafe struct IntegerArithmeticArguments<T>
    where T : unmanaged
{
    /// <summary>How the operands meet.</summary>
    public BroadcastGeometry Geometry;

    /// <summary>The left operand.</summary>
    public T* Left;

    /// <summary>The right operand.</summary>
    public T* Right;

    /// <summary>The result.</summary>
    public T* Output;
}
