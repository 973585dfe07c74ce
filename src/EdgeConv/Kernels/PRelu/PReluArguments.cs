using EdgeConv.Kernels.Numerics;

namespace EdgeConv.Kernels.PRelu;

/// <summary>
/// A slope below 0 that is a tensor, on int8: with <c>x = l - InputZeroPoint</c>, <c>y = clamp(OutputZeroPoint + (x &gt;= 0 ? IdentityMultiplier * x
/// : AlphaMultiplier * (x * (alpha - AlphaZeroPoint))), -128, 127)</c> (BroadcastPrelu4DSlow, tensorflow/lite/kernels/internal/reference/prelu.h).
/// </summary>
public unsafe struct PReluArguments
{
    /// <summary>How x (left) and alpha (right) meet.</summary>
    public BroadcastGeometry Geometry;

    /// <summary>x.</summary>
    public sbyte* Input;

    /// <summary>The slopes.</summary>
    public sbyte* Alpha;

    /// <summary>The result.</summary>
    public sbyte* Output;

    /// <summary>What stands for 0 in x.</summary>
    public int InputZeroPoint;

    /// <summary>What stands for 0 in the slopes.</summary>
    public int AlphaZeroPoint;

    /// <summary>What stands for 0 in the output.</summary>
    public int OutputZeroPoint;

    /// <summary>From the input's scale to the output's.</summary>
    public QuantizedMultiplier IdentityMultiplier;

    /// <summary>From the product of the input's and alpha's scales to the output's.</summary>
    public QuantizedMultiplier AlphaMultiplier;
}
