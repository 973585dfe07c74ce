using EdgeConv.Models;
using EdgeConv.Tensors;
using EdgeConv.Vision.Preprocessing;

namespace EdgeConv.Vision.Classification;

/// <summary>How pictures become a model's input tensor, and how that was decided.</summary>
/// <param name="Filler">Writes the tensor.</param>
/// <param name="Reason">How it was decided, for people: <c>pixel values as the quantized values (from the input's quantization)</c>.</param>
/// <param name="IsGuess">Whether the model says nothing and a custom was followed.</param>
public sealed record PixelMapping(TensorFiller Filler, string Reason, bool IsGuess)
{
    /// <summary>Decides for a model.</summary>
    /// <param name="model">The model; its first input is the picture.</param>
    /// <param name="options">What the caller settled.</param>
    /// <exception cref="NotAPictureModelException">The input is no picture.</exception>
    public static PixelMapping For(Model model, ClassifierOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        if (model.Inputs.IsEmpty)
            throw new NotAPictureModelException("The model takes nothing, where a picture is needed.");
        if (model.InputTensors.ToArray() is not [var input] || input.Shape.Rank != 4 || input.Shape[0] != 1 || input.Shape[3] is not (1 or 3))
        {
            throw new NotAPictureModelException(
                $"The model takes {string.Join(" and ", model.InputTensors.Select(tensor => $"{tensor.Type.Name()} {tensor.Shape}"))}, which is no single picture (1 x height x width x 1 or 3). Feed it raw bytes with `edgeconv infer`.");
        }

        var order = input.Shape[3] == 1 ? ChannelOrder.Grey : options.Order;
        return input.Type switch
        {
            ElementType.Float32 => ForReals(model, options, order),
            ElementType.Int8 or ElementType.UInt8 => ForQuantized(model, input, options, order),
            _ => throw new NotAPictureModelException($"The model takes {input.Type.Name()} values, which pixels cannot fill; int8, uint8 and float32 can be."),
        };
    }

    private static PixelMapping ForReals(Model model, ClassifierOptions options, ChannelOrder order)
    {
        PixelMapping By(InputNormalization normalization, string reason, bool isGuess = false) => new(TensorFiller.ForFloat32(order, normalization), reason, isGuess);
        return options.Scaling switch
        {
            PixelScaling.Stated stated => By(stated.Normalization, "as asked"),
            PixelScaling.RawBytes => By(InputNormalization.None, "pixel values as they are, as asked"),
            _ when model.Metadata.Normalization is { } metadata => By(From(metadata), "by the model's metadata"),
            _ when QuantizedRange(model) is { } range => By(range, "by the quantization the model's first operator applies"),
            _ => By(InputNormalization.ZeroToOne, "0 to 1, for the model does not say", isGuess: true),
        };
    }

    private static PixelMapping ForQuantized(Model model, ModelTensor input, ClassifierOptions options, ChannelOrder order)
    {
        var element = input.Type == ElementType.Int8 ? InputElement.Int8 : InputElement.UInt8;
        PixelMapping By(InputNormalization normalization, string reason)
        {
            var quantization = input.Quantization ?? throw new NotAPictureModelException($"The model's input is {input.Type.Name()} without a scale, so that no real value can be put into it; use raw pixel bytes.");
            return new(TensorFiller.ForQuantized(element, order, normalization, quantization.Scale, quantization.ZeroPoint), reason, false);
        }

        return options.Scaling switch
        {
            PixelScaling.Stated stated => By(stated.Normalization, "as asked"),
            PixelScaling.RawBytes => new(TensorFiller.ForQuantized(InputElement.UInt8, order, InputNormalization.None, 1, 0), "raw bytes, as asked", false),
            _ when model.Metadata.Normalization is { } metadata => By(From(metadata), "by the model's metadata"),
            // A converter spreads the real range of the training pictures over all 256 values: darkest to the least, brightest to the greatest.
            _ => new(TensorFiller.ForQuantized(element, order, InputNormalization.None, 1, element == InputElement.Int8 ? -128 : 0), "pixel 0 to 255 over the input's whole range (from its quantization)", false),
        };
    }

    private static InputNormalization From(PixelNormalization metadata)
    {
        static ChannelValues Values(IReadOnlyList<float> values) => values.Count >= 3 ? new ChannelValues(values[0], values[1], values[2]) : new ChannelValues(values[0]);
        return new InputNormalization(Values(metadata.Mean), Values(metadata.StandardDeviation));
    }

    private static InputNormalization? QuantizedRange(Model model)
    {
        if (model.Operators.FirstOrDefault(op => op.Inputs.Contains(model.Inputs[0])) is not Unary { Kind: UnaryKind.Quantize } quantize)
            return null;
        var quantized = model.Tensors[quantize.Outputs[0]];
        if (quantized.Quantization is not { } quantization || !quantized.Type.IsQuantized8())
            return null;
        var least = quantized.Type == ElementType.Int8 ? -128 : 0;
        return new InputNormalization(quantization.ZeroPoint - least, 1 / quantization.Scale);
    }
}
