using EdgeConv.Models;

namespace EdgeConv.Formats.TfLite;

/// <summary>
/// Settles along which dimension each tensor's scales run. For weights that is known from the operator, whatever the file says: output
/// channels are dimension 3 of depthwise weights and dimension 0 of all others (TensorFlow Lite quantization specification). A bias has one
/// dimension that matters. tflite-micro never reads the file's axis, and models made for it carry wrong ones: person_detect gives the
/// biases of its depthwise convolutions, which have one dimension, axis 3. Any other tensor must state its axis correctly.
/// </summary>
internal static class ChannelAxes
{
    /// <summary>Corrects the axes of weights and biases, and verifies all others.</summary>
    /// <exception cref="ModelFormatException">A tensor's scales do not fit its axis.</exception>
    public static void Settle(GraphTensors tensors, ReadOnlySpan<Operator> operators)
    {
        var settled = new bool[tensors.Items.Length];
        foreach (var operation in operators)
        {
            var (weights, axis) = operation switch
            {
                DepthwiseConv2D => (1, 3),
                Conv2D or FullyConnected or TransposeConv => (1, 0),
                _ => (-1, 0),
            };
            if (weights < 0)
                continue;
            Set(tensors, settled, operation.Inputs[weights], axis);
            var bias = operation is TransposeConv ? 3 : 2;
            if (bias < operation.Inputs.Length && operation.Inputs[bias] >= 0)
                Set(tensors, settled, operation.Inputs[bias], LongestAxis(tensors.Items[operation.Inputs[bias]]));
        }

        for (var index = 0; index < settled.Length; index++)
        {
            if (!settled[index])
                Verify(tensors.Items[index], tensors.AxisPlaces[index]);
        }
    }

    private static void Set(GraphTensors tensors, bool[] settled, int index, int axis)
    {
        ref var tensor = ref tensors.Items[index];
        if (tensor.Quantization is not { IsPerChannel: true } quantization)
            return;
        if (settled[index] && quantization.Axis != axis)
            throw tensors.AxisPlaces[index].Fault($"operators use {tensor.Description} with channels along dimension {quantization.Axis} and along dimension {axis}");
        settled[index] = true;
        if (quantization.Axis != axis)
            tensor = tensor with { Quantization = quantization with { Axis = axis } };
    }

    private static void Verify(ModelTensor tensor, AxisPlace place)
    {
        if (tensor.Quantization is not { IsPerChannel: true } quantization)
            return;
        if (quantization.Axis < 0 || quantization.Axis >= tensor.Shape.Rank)
            throw place.Fault($"{tensor.Description} of {tensor.Shape} has no dimension {quantization.Axis}");
        var extent = tensor.Shape[quantization.Axis];
        if (quantization.Scales.Length != extent)
            throw place.Fault($"{quantization.Scales.Length} scales for the {extent} channels of dimension {quantization.Axis} of {tensor.Description}");
    }

    private static int LongestAxis(ModelTensor bias)
    {
        var longest = 0;
        for (var axis = 1; axis < bias.Shape.Rank; axis++)
        {
            if (bias.Shape[axis] > bias.Shape[longest])
                longest = axis;
        }

        return longest;
    }
}
