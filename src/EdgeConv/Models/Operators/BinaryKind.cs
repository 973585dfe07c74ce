namespace EdgeConv.Models;

/// <summary>Elementwise operations of two tensors.</summary>
public enum BinaryKind
{
    /// <summary>a + b</summary>
    Add,

    /// <summary>a - b</summary>
    Sub,

    /// <summary>a * b</summary>
    Mul,

    /// <summary>max(a, b)</summary>
    Maximum,

    /// <summary>min(a, b)</summary>
    Minimum,
}
