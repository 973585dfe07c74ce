using EdgeConv.Kernels.Numerics;

namespace EdgeConv.Kernels.Add;

/// <summary>
/// Sum or difference of int8 tensors. Both operands are brought to a common scale with 20 more bits, added, and brought to the output's scale:
/// <c>y = clamp(OutputZeroPoint + OutputMultiplier * (LeftMultiplier * ((l - LeftZeroPoint) * 2^20) + RightSign * (RightMultiplier * ((r - RightZeroPoint) * 2^20))), OutputMin, OutputMax)</c>,
/// each product rounded as <see cref="QuantizedMultiplier.Apply"/> does (AddFunc, tensorflow/lite/kernels/internal/reference/integer_ops/add.h; SubElementwise, reference/sub.h).
/// </summary>
public unsafe struct AddArguments
{
    /// <summary>The shift that keeps the operands' precision while they are rescaled.</summary>
    public const int LeftShift = 20;

    /// <summary>How the operands meet.</summary>
    public BroadcastGeometry Geometry;

    /// <summary>The left operand.</summary>
    public sbyte* Left;

    /// <summary>The right operand.</summary>
    public sbyte* Right;

    /// <summary>The result.</summary>
    public sbyte* Output;

    /// <summary>1 adds, -1 subtracts the right operand.</summary>
    public int RightSign;

    /// <summary>What stands for 0 in the left operand.</summary>
    public int LeftZeroPoint;

    /// <summary>What stands for 0 in the right operand.</summary>
    public int RightZeroPoint;

    /// <summary>What stands for 0 in the output.</summary>
    public int OutputZeroPoint;

    /// <summary>From the left operand's scale to the common one; below 1.</summary>
    public QuantizedMultiplier LeftMultiplier;

    /// <summary>From the right operand's scale to the common one; below 1.</summary>
    public QuantizedMultiplier RightMultiplier;

    /// <summary>From the common scale to the output's; below 1.</summary>
    public QuantizedMultiplier OutputMultiplier;

    /// <summary>The least output value.</summary>
    public int OutputMin;

    /// <summary>The greatest output value.</summary>
    public int OutputMax;
}
