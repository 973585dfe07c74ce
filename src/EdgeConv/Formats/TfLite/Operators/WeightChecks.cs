using EdgeConv.Tensors;

namespace EdgeConv.Formats.TfLite.Operators;

/// <summary>What must hold between activations, weights and bias, as far as shapes and types in the file tell.</summary>
internal static class WeightChecks
{
    // An int8 product is at most 2^14, an int32 holds 2^31: one more bit is lost to the zero point (TensorFlow Lite leaves this unchecked).
    private const int MaxDepth = 1 << 16;

    private const int MaxFilter = short.MaxValue;

    /// <summary>Requires an input of <paramref name="rank"/> dimensions, none of them 0.</summary>
    public static Shape Dense(in OperatorSource source, int input, int rank, string role)
    {
        var tensor = source.Input(input);
        if (tensor.Shape.Rank != rank)
            throw source.InputFault(input, $"{role} {tensor.Description} is {tensor.Shape}; {rank} dimensions are needed");
        if (tensor.Shape.ElementCount == 0)
            throw source.InputFault(input, $"{role} {tensor.Description} is empty ({tensor.Shape})");
        return tensor.Shape;
    }

    /// <summary>Requires weights of a type that multiplies, with a sane filter, one scale or one a channel.</summary>
    /// <param name="source">The operator.</param>
    /// <param name="input">Which input the weights are.</param>
    /// <param name="rank">How many dimensions they must have.</param>
    /// <param name="channelAxis">The dimension of output channels.</param>
    /// <param name="depth">How many products make one output, given the weights' shape.</param>
    public static Shape Weights(in OperatorSource source, int input, int rank, int channelAxis, Func<Shape, long> depth)
    {
        var shape = Dense(source, input, rank, "the weights");
        var weights = source.Input(input);
        if (weights.Type is not (ElementType.Float32 or ElementType.Float16 or ElementType.Int8 or ElementType.UInt8))
            throw source.InputFault(input, $"weights of type {weights.Type.Name()} are not known ({weights.Description})");
        if (rank == 4 && (shape[1] > MaxFilter || shape[2] > MaxFilter))
            throw source.InputFault(input, $"a filter of {shape[1]}x{shape[2]} is larger than {MaxFilter}");
        var scales = weights.Quantization?.Scales.Length ?? 1;
        if (scales != 1 && scales != shape[channelAxis])
            throw source.InputFault(input, $"{weights.Description} has {scales} scales for {shape[channelAxis]} output channels");
        if (weights.Type.IsQuantized8() && depth(shape) >= MaxDepth)
            throw source.Unsupported($"{depth(shape)} products in one sum can overflow 32 bits; fewer than {MaxDepth} are supported");
        return shape;
    }

    /// <summary>Requires a bias, when there is one, to have a value a channel.</summary>
    public static void Bias(in OperatorSource source, int input, int channels)
    {
        if (source.OptionalInput(input) is not { } bias)
            return;
        if (bias.Type is not (ElementType.Float32 or ElementType.Float16 or ElementType.Int32 or ElementType.Int64))
            throw source.InputFault(input, $"a bias of type {bias.Type.Name()} is not known ({bias.Description})");
        if (bias.Shape.ElementCount != channels)
            throw source.InputFault(input, $"the bias {bias.Description} has {bias.Shape.ElementCount} values for {channels} output channels");
        var scales = bias.Quantization?.Scales.Length ?? 1;
        if (scales != 1 && scales != channels)
            throw source.InputFault(input, $"{bias.Description} has {scales} scales for {channels} output channels");
    }
}
