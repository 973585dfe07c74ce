namespace EdgeConv.Kernels.Quantize;

/// <summary>
/// float32 to int8: <c>y = clamp(round(x / Scale) + ZeroPoint, -128, 127)</c>, a true division, halves rounded away from 0
/// (AffineQuantize, tensorflow/lite/kernels/internal/reference/quantize.h).
/// </summary>
public unsafe struct QuantizeArguments
{
    /// <summary>The reals.</summary>
    public float* Input;

    /// <summary>The stored values.</summary>
    public sbyte* Output;

    /// <summary>How many.</summary>
    public int Count;

    /// <summary>The real that one step stands for.</summary>
    public float Scale;

    /// <summary>What stands for 0.</summary>
    public int ZeroPoint;
}
