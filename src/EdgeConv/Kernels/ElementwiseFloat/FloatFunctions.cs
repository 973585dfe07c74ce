namespace EdgeConv.Kernels.ElementwiseFloat;

/// <summary>
/// The float32 forms of the activations, comparison by comparison as tensorflow/lite/micro/kernels/activations.cc and
/// tensorflow/lite/kernels/internal/reference write them, so that NaN and -0 go the same way.
/// </summary>
public static class FloatFunctions
{
    /// <summary>max(0, x)</summary>
    public readonly struct Relu : IFloatFunction
    {
        /// <inheritdoc/>
        public static float Of(float x, float alpha) => x < 0 ? 0 : x;
    }

    /// <summary>clamp(x, 0, 6)</summary>
    public readonly struct Relu6 : IFloatFunction
    {
        /// <inheritdoc/>
        public static float Of(float x, float alpha) => x > 6 ? 6 : x < 0 ? 0 : x;
    }

    /// <summary>clamp(x, -1, 1)</summary>
    public readonly struct ReluN1To1 : IFloatFunction
    {
        /// <inheritdoc/>
        public static float Of(float x, float alpha) => x > 1 ? 1 : x < -1 ? -1 : x;
    }

    /// <summary>x above 0, alpha * x elsewhere</summary>
    public readonly struct LeakyRelu : IFloatFunction
    {
        /// <inheritdoc/>
        public static float Of(float x, float alpha) => x > 0 ? x : x * alpha;
    }

    /// <summary>1 / (1 + exp(-x)), in three pieces (Logistic, reference/logistic.h).</summary>
    public readonly struct Logistic : IFloatFunction
    {
        /// <inheritdoc/>
        public static float Of(float x, float alpha) => x > 16.619047164916992188f ? 1 : x < -9 ? MathF.Exp(x) : 1 / (1 + MathF.Exp(-x));
    }

    /// <summary>tanh(x)</summary>
    public readonly struct Tanh : IFloatFunction
    {
        /// <inheritdoc/>
        public static float Of(float x, float alpha) => MathF.Tanh(x);
    }

    /// <summary>x * clamp(x + 3, 0, 6) / 6 (HardSwish, reference/hard_swish.h).</summary>
    public readonly struct HardSwish : IFloatFunction
    {
        /// <inheritdoc/>
        public static float Of(float x, float alpha)
        {
            var shifted = 0 < x + 3 ? x + 3 : 0;
            return x * (shifted < 6 ? shifted : 6) / 6;
        }
    }
}
