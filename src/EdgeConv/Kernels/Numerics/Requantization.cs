namespace EdgeConv.Kernels.Numerics;

/// <summary>How an accumulator of 32 bits becomes an output: which arithmetic, and what planning knows of the numbers it will meet.</summary>
public enum Requantization
{
    /// <summary>The reference's fixed point, whatever the factors (<see cref="FixedPoint.MultiplyByQuantizedMultiplier"/>).</summary>
    Exact,

    /// <summary>The same where every accumulator stays below 2^30 in magnitude and every shift is to the right, by 1 to 22: the usual case.</summary>
    ExactRight,

    /// <summary><see cref="ExactRight"/> where outputs below the zero point are cut off (RELU, RELU6): negative accumulators all give the least output.</summary>
    ExactRightPositive,

    /// <summary>A float32 factor, rounded to the nearest integer, half to even: QLinearConv of ONNX.</summary>
    Float,
}
