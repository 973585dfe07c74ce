namespace EdgeConv.Kernels.ElementwiseFloat;

/// <summary>A function of one float32 value, known when the kernel is compiled.</summary>
public interface IFloatFunction
{
    /// <summary>The function's value at <paramref name="x"/>.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="alpha">The slope below 0 of LEAKY_RELU.</param>
    static abstract float Of(float x, float alpha);
}
