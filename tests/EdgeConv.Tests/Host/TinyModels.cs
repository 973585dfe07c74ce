using EdgeConv.Models;
using EdgeConv.Tensors;
using EdgeConv.Tests.Formats.TfLite;

namespace EdgeConv.Tests.Host;

/// <summary>Models of one operator.</summary>
internal static class TinyModels
{
    /// <summary>A float model that clips its input at 0.</summary>
    public static Model Reals(Shape shape) => One(ElementType.Float32, null, shape, new Unary(UnaryKind.Relu), null);

    /// <summary>A quantized model that clips its input at 0.</summary>
    public static Model Quantized(Shape shape, ElementType type = ElementType.Int8, ModelMetadata? metadata = null) =>
        One(type, new QuantizationParameters(0.5f, type == ElementType.Int8 ? -128 : 0), shape, new Unary(UnaryKind.Relu), metadata);

    /// <summary>A model whose one operator has one input and gives its shape and type.</summary>
    public static Model One(ElementType type, QuantizationParameters? quantization, Shape shape, Operator operation, ModelMetadata? metadata)
    {
        var sketch = new ModelSketch();
        var input = sketch.Input(type, shape, quantization);
        var output = sketch.Tensor(type, shape, quantization);
        sketch.Add(operation with { Inputs = [input], Outputs = [output] });
        return sketch.Build(metadata, output);
    }
}
