namespace EdgeConv.Models;

/// <summary>An elementwise function of one tensor. Input: x. Output: the same shape.</summary>
/// <param name="Kind">The function.</param>
/// <param name="Alpha">The slope below 0 of <see cref="UnaryKind.LeakyRelu"/>; 0 otherwise.</param>
public sealed record Unary(UnaryKind Kind, float Alpha = 0) : Operator
{
    /// <inheritdoc/>
    public override string Name => Kind switch
    {
        UnaryKind.Relu => "RELU",
        UnaryKind.Relu6 => "RELU6",
        UnaryKind.ReluN1To1 => "RELU_N1_TO_1",
        UnaryKind.LeakyRelu => "LEAKY_RELU",
        UnaryKind.Logistic => "LOGISTIC",
        UnaryKind.Tanh => "TANH",
        UnaryKind.HardSwish => "HARD_SWISH",
        UnaryKind.Quantize => "QUANTIZE",
        _ => "DEQUANTIZE",
    };
}
