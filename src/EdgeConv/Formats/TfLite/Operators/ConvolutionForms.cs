using EdgeConv.Formats.TfLite.FlatBuffers;
using EdgeConv.Models;

namespace EdgeConv.Formats.TfLite.Operators;

/// <summary>Operators with weights: convolutions and the matrix product.</summary>
internal static class ConvolutionForms
{
    private const int Float32OrUnset = 0, Int32Bias = 2;

    public static Operator ReadConv2D(in OperatorSource source)
    {
        var input = WeightChecks.Dense(source, 0, 4, "the input");
        var weights = WeightChecks.Weights(source, 1, 4, channelAxis: 0, shape => (long)shape[1] * shape[2] * shape[3]);
        if (input[3] % weights[3] != 0)
            throw source.InputFault(1, $"weights {weights} do not divide the {input[3]} channels of the input {input}");
        if (weights[0] % (input[3] / weights[3]) != 0)
            throw source.InputFault(1, $"{weights[0]} output channels do not divide into {input[3] / weights[3]} groups");
        WeightChecks.Bias(source, 2, weights[0]);
        RequirePlainBiasType(source, 6);
        return new Conv2D(source.Window(0, 1, 2, 4, 5), source.Activation(3))
        {
            Index = source.Index,
            Version = source.Version,
            Inputs = source.Inputs,
            Outputs = source.Outputs,
        };
    }

    public static TableNode WriteConv2D(Operator operation)
    {
        var conv = (Conv2D)operation;
        return Window(conv.Window, new TableNode()).Int8(3, ActivationCode(conv.Activation))
            .Int32(4, conv.Window.DilationWidth, 1).Int32(5, conv.Window.DilationHeight, 1);
    }

    public static Operator ReadDepthwiseConv2D(in OperatorSource source)
    {
        var input = WeightChecks.Dense(source, 0, 4, "the input");
        var weights = WeightChecks.Weights(source, 1, 4, channelAxis: 3, shape => (long)shape[1] * shape[2]);
        if (weights[0] != 1)
            throw source.InputFault(1, $"depthwise weights {weights} must have 1 as their first dimension");
        if (weights[3] % input[3] != 0)
            throw source.InputFault(1, $"{weights[3]} output channels are no multiple of the {input[3]} channels of the input {input}");
        WeightChecks.Bias(source, 2, weights[3]);
        // The file's depth_multiplier is redundant and ignored by TensorFlow Lite since 2.1: files with a wrong one exist (schema.fbs).
        return new DepthwiseConv2D(source.Window(0, 1, 2, 5, 6), weights[3] / input[3], source.Activation(4))
        {
            Index = source.Index,
            Version = source.Version,
            Inputs = source.Inputs,
            Outputs = source.Outputs,
        };
    }

    public static TableNode WriteDepthwiseConv2D(Operator operation)
    {
        var conv = (DepthwiseConv2D)operation;
        return Window(conv.Window, new TableNode()).Int32(3, conv.DepthMultiplier).Int8(4, ActivationCode(conv.Activation))
            .Int32(5, conv.Window.DilationWidth, 1).Int32(6, conv.Window.DilationHeight, 1);
    }

    public static Operator ReadTransposeConv(in OperatorSource source)
    {
        source.RequireIntegers(0);
        if (source.Input(0).Shape.ElementCount != 4)
            throw source.InputFault(0, $"the output's shape has {source.Input(0).Shape.ElementCount} values; 4 are needed");
        var weights = WeightChecks.Weights(source, 1, 4, channelAxis: 0, shape => (long)shape[1] * shape[2] * shape[3]);
        var input = WeightChecks.Dense(source, 2, 4, "the input");
        if (weights[3] != input[3])
            throw source.InputFault(1, $"weights {weights} do not fit the {input[3]} channels of the input {input}");
        WeightChecks.Bias(source, 3, weights[0]);
        RequirePlainBiasType(source, 4);
        return new TransposeConv(source.Window(0, 1, 2), source.Activation(3))
        {
            Index = source.Index,
            Version = source.Version,
            Inputs = source.Inputs,
            Outputs = source.Outputs,
        };
    }

    public static TableNode WriteTransposeConv(Operator operation)
    {
        var conv = (TransposeConv)operation;
        return Window(conv.Window, new TableNode()).Int8(3, ActivationCode(conv.Activation));
    }

    public static Operator ReadFullyConnected(in OperatorSource source)
    {
        if (source.Choice(1, "weights_format", 1) != 0)
            throw source.Unsupported("shuffled weights (SHUFFLED4x16INT8) are not supported");
        var weights = WeightChecks.Weights(source, 1, 2, channelAxis: 0, shape => shape[1]);
        var input = source.Input(0).Shape;
        if (input.ElementCount == 0 || input.ElementCount % weights[1] != 0)
            throw source.InputFault(0, $"the input {input} does not divide into rows of {weights[1]}");
        var keep = source.Boolean(2, "keep_num_dims");
        if (keep && (input.Rank == 0 || input[input.Rank - 1] != weights[1]))
            throw source.InputFault(0, $"the input {input} does not end in the {weights[1]} that keep_num_dims needs");
        WeightChecks.Bias(source, 2, weights[0]);
        RequirePlainBiasType(source, 4);
        return new FullyConnected(source.Activation(0), keep)
        {
            Index = source.Index,
            Version = source.Version,
            Inputs = source.Inputs,
            Outputs = source.Outputs,
        };
    }

    public static TableNode WriteFullyConnected(Operator operation)
    {
        var product = (FullyConnected)operation;
        return new TableNode().Int8(0, ActivationCode(product.Activation)).Boolean(2, product.KeepDimensions);
    }

    /// <summary>The schema's number of a fused activation.</summary>
    public static sbyte ActivationCode(Activation activation) => activation switch
    {
        Activation.Relu => 1,
        Activation.ReluN1To1 => 2,
        Activation.Relu6 => 3,
        _ => 0,
    };

    /// <summary>The first three fields of every operator with a window.</summary>
    public static TableNode Window(Window window, TableNode options) =>
        options.Int8(0, (sbyte)(window.Padding == Padding.Same ? 0 : 1)).Int32(1, window.StrideWidth).Int32(2, window.StrideHeight);

    // The field also sets the accumulator's type; anything but the usual one changes the result.
    private static void RequirePlainBiasType(in OperatorSource source, int field)
    {
        if (source.Choice(field, "quantized_bias_type", TensorTypes.Count - 1) is var type and not (Float32OrUnset or Int32Bias))
            throw source.Unsupported($"sums of type {TensorTypes.NameOf(type)} are not supported");
    }
}
