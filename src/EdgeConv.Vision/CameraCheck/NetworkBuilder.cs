using System.Collections.Immutable;
using System.Runtime.InteropServices;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Vision.CameraCheck;

/// <summary>
/// Builds an int8 network operator by operator. Every method adds one and returns the tensor it computes. Windows lie wholly inside their input.
/// </summary>
/// <remarks>
/// Tensors between operators hold reals of 0 to 1 in 256 steps unless stated otherwise: detectors that clip to that range need no activation of their own,
/// and pooling and concatenation, which cannot rescale, find all their inputs alike.
/// </remarks>
internal sealed class NetworkBuilder
{
    private const int SymmetricZeroPoint = 0;

    private readonly List<ModelTensor> _tensors = [];
    private readonly List<Operator> _operators = [];

    /// <summary>Reals of 0 to 1: a pixel value of 0 to 255 is stored as itself - 128.</summary>
    public static QuantizationParameters UnitRange { get; } = new(1f / 255, -128);

    /// <summary>The tensor a caller fills.</summary>
    public ModelTensor Input(string name, Shape shape) => Computed(name, shape, UnitRange);

    /// <summary>A 1x1 convolution: each filter has a weight for every input channel.</summary>
    public ModelTensor Pointwise(string name, ModelTensor input, QuantizationParameters quantization, params Filter[] filters)
    {
        var depth = input.Shape[3];
        var weights = Weights(name, new Shape(filters.Length, 1, 1, depth), filters, 0, [.. filters.SelectMany(filter => filter.Pattern)]);
        var output = Computed(name, input.Shape.With(3, filters.Length), quantization);
        return Add(new Conv2D(new Window(Padding.Valid, 1, 1), Activation.None), [input, weights, Biases(name, input, filters)], output);
    }

    /// <summary>A depthwise convolution with square filters, one an input channel, each pattern row by row; the result is clipped to 0 to 1.</summary>
    public ModelTensor Depthwise(string name, ModelTensor input, int side, int stride, params Filter[] filters)
    {
        var interleaved = Enumerable.Range(0, side * side).SelectMany(place => filters.Select(filter => filter.Pattern[place]));
        var weights = Weights(name, new Shape(1, side, side, filters.Length), filters, 3, [.. interleaved]);
        var output = Computed(name, Windowed(input, side, stride), UnitRange);
        return Add(new DepthwiseConv2D(new Window(Padding.Valid, stride, stride), 1, Activation.Relu), [input, weights, Biases(name, input, filters)], output);
    }

    /// <summary>The means of square windows.</summary>
    public ModelTensor AveragePool(string name, ModelTensor input, int side, int stride) =>
        Add(new Pool2D(PoolKind.Average, new Window(Padding.Valid, stride, stride), side, side, Activation.None), [input], Computed(name, Windowed(input, side, stride), input.Quantization!));

    /// <summary>The mean of the whole picture, channel by channel.</summary>
    public ModelTensor GlobalAveragePool(string name, ModelTensor input) => AveragePool(name, input, input.Shape[1], 1);

    /// <summary>The channels of all inputs, one after the other.</summary>
    public ModelTensor Concatenation(string name, params ModelTensor[] inputs) =>
        Add(new Concatenation(3, Activation.None), inputs, Computed(name, inputs[0].Shape.With(3, inputs.Sum(input => input.Shape[3])), inputs[0].Quantization!));

    /// <summary>Scores without the two spatial dimensions, one row.</summary>
    public ModelTensor Flatten(string name, ModelTensor input)
    {
        var shape = new Shape(1, input.Shape.ElementCount);
        return Add(new Reshape(shape.Dimensions), [input], Computed(name, shape, input.Quantization!));
    }

    /// <summary>Probabilities, quantized as the format demands of them.</summary>
    public ModelTensor Softmax(string name, ModelTensor input) => Add(new Softmax(1), [input], Computed(name, input.Shape, new QuantizationParameters(1f / 256, -128)));

    /// <summary>The network, from one tensor to another.</summary>
    public Model Build(ModelTensor input, ModelTensor output, string name, ImmutableArray<string> labels) =>
        new(name, [.. _tensors], [.. _operators], [input.Index], [output.Index], new ModelMetadata(name, null, labels));

    private static Shape Windowed(ModelTensor input, int side, int stride) =>
        new(1, (input.Shape[1] - side) / stride + 1, (input.Shape[2] - side) / stride + 1, input.Shape[3]);

    private ModelTensor Weights(string name, Shape shape, Filter[] filters, int axis, sbyte[] values)
    {
        var quantization = new QuantizationParameters([.. filters.Select(filter => (float)filter.Gain)], [.. filters.Select(_ => SymmetricZeroPoint)], axis);
        return Add($"{name}/weights", ElementType.Int8, shape, quantization, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
    }

    // A bias counts in steps of input scale times weight scale (TensorFlow Lite quantization specification).
    private ModelTensor Biases(string name, ModelTensor input, Filter[] filters)
    {
        var scales = filters.Select(filter => input.Quantization!.Scale * (float)filter.Gain).ToArray();
        var values = filters.Zip(scales, (filter, scale) => (int)Math.Round(filter.Bias / scale)).ToArray();
        var quantization = new QuantizationParameters([.. scales], [.. filters.Select(_ => SymmetricZeroPoint)], 0);
        return Add($"{name}/bias", ElementType.Int32, new Shape(filters.Length), quantization, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
    }

    private ModelTensor Computed(string name, Shape shape, QuantizationParameters quantization) => Add(name, ElementType.Int8, shape, quantization, null);

    private ModelTensor Add(string name, ElementType type, Shape shape, QuantizationParameters quantization, byte[]? data)
    {
        var tensor = new ModelTensor(_tensors.Count, name, type, shape, quantization, data is null ? default(ReadOnlyMemory<byte>?) : data);
        _tensors.Add(tensor);
        return tensor;
    }

    private ModelTensor Add(Operator operation, ModelTensor[] inputs, ModelTensor output)
    {
        _operators.Add(operation with { Index = _operators.Count, Inputs = [.. inputs.Select(input => input.Index)], Outputs = [output.Index] });
        return output;
    }
}
