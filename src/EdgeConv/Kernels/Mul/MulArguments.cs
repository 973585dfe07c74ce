using EdgeConv.Kernels.Numerics;

namespace EdgeConv.Kernels.Mul;

/// <summary>
/// Product of int8 tensors: <c>y = clamp(OutputZeroPoint + Multiplier * ((l - LeftZeroPoint) * (r - RightZeroPoint)), OutputMin, OutputMax)</c>
/// (MulElementwise, tensorflow/lite/kernels/internal/reference/integer_ops/mul.h).
/// </summary>
public unsafe struct MulArguments
{
    /// <summary>How the operands meet.</summary>
    public BroadcastGeometry Geometry;

    /// <summary>The left operand.</summary>
    public sbyte* Left;

    /// <summary>The right operand.</summary>
    public sbyte* Right;

    /// <summary>The result.</summary>
    public sbyte* Output;

    /// <summary>What stands for 0 in the left operand.</summary>
    public int LeftZeroPoint;

    /// <summary>What stands for 0 in the right operand.</summary>
    public int RightZeroPoint;

    /// <summary>What stands for 0 in the output.</summary>
    public int OutputZeroPoint;

    /// <summary>From the product of the operands' scales to the output's.</summary>
    public QuantizedMultiplier Multiplier;

    /// <summary>The least output value.</summary>
    public int OutputMin;

    /// <summary>The greatest output value.</summary>
    public int OutputMax;
}
