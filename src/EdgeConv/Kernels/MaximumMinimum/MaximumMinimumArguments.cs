namespace EdgeConv.Kernels.MaximumMinimum;

/// <summary>
/// The greater or the lesser of two elements, compared as stored: no scale or zero point is looked at
/// (MaximumMinimumBroadcastSlow, tensorflow/lite/kernels/internal/reference/maximum_minimum.h).
/// </summary>
/// <typeparam name="T">The element.</typeparam>
public unsafe struct MaximumMinimumArguments<T>
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
