namespace EdgeConv.Models;

/// <summary>An activation fused into the operator that computes its argument.</summary>
public enum Activation
{
    /// <summary>None.</summary>
    None,

    /// <summary>max(0, x)</summary>
    Relu,

    /// <summary>clamp(x, -1, 1)</summary>
    ReluN1To1,

    /// <summary>clamp(x, 0, 6)</summary>
    Relu6,
}
