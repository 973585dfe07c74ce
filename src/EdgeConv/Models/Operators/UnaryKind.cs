namespace EdgeConv.Models;

/// <summary>Elementwise functions of one tensor.</summary>
public enum UnaryKind
{
    /// <summary>max(0, x)</summary>
    Relu,

    /// <summary>clamp(x, 0, 6)</summary>
    Relu6,

    /// <summary>clamp(x, -1, 1)</summary>
    ReluN1To1,

    /// <summary>x for x &gt;= 0, alpha * x below</summary>
    LeakyRelu,

    /// <summary>1 / (1 + exp(-x))</summary>
    Logistic,

    /// <summary>tanh(x)</summary>
    Tanh,

    /// <summary>x * clamp(x + 3, 0, 6) / 6</summary>
    HardSwish,

    /// <summary>Real or quantized to quantized.</summary>
    Quantize,

    /// <summary>Quantized to real.</summary>
    Dequantize,
}
