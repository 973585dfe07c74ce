namespace EdgeConv.Kernels.Dequantize;

/// <summary>
/// Stored integers to float32: <c>y = Scale * (x - ZeroPoint)</c>, rounded once (Dequantize, tensorflow/lite/kernels/internal/reference/dequantize.h).
/// </summary>
/// <typeparam name="T">sbyte or short: the difference then has few enough bits that the float32 product rounds as the reference's double does.</typeparam>
public unsafe struct DequantizeArguments<T>
    where T : unmanaged
{
    /// <summary>The stored values.</summary>
    public T* Input;

    /// <summary>The reals.</summary>
    public float* Output;

    /// <summary>How many.</summary>
    public int Count;

    /// <summary>The real that one step stands for.</summary>
    public float Scale;

    /// <summary>What stands for 0.</summary>
    public int ZeroPoint;
}
