using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using EdgeConv.Host.Verification;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Benchmarks.Layers;

/// <summary>A network of one operator that is no convolution; int8 where the operator does not ask for more.</summary>
internal sealed class OperatorModel
{
    private const string FullyConnected = "fully_connected";
    private const string TransposeConvolution = "transpose_conv";

    // How far uniform bytes spread: 256 / sqrt(12). Sums of n products, scaled by this and sqrt(n), spread as inputs do.
    private const double WeightSpread = 74;

    private static readonly QuantizationParameters Activations = new(1f / 64, 0);
    private static readonly QuantizationParameters UnsignedActivations = new(1f / 64, 128);
    private static readonly QuantizationParameters UnitLength = new(1f / 128, 0);
    private static readonly QuantizationParameters Logits = new(1f / 8, 0);
    private static readonly QuantizationParameters Probabilities = new(1f / 256, -128);

    // Everything the table may ask for, and how the detail column tells the rest of it.
    private static readonly ImmutableDictionary<string, Func<OperatorModel, Model>> Builders = new Dictionary<string, Func<OperatorModel, Model>>
    {
        ["add"] = one => one.Binary(BinaryKind.Add, one._input),
        ["arg_max"] = one => one.Build(new ArgMax(), ElementType.Int64, null, one.Constant(-1)),
        ["average_pool"] = one => one.Pool(PoolKind.Average),
        ["concatenation"] = one => one.Concatenation(),
        ["dequantize"] = one => one.Build(new Unary(UnaryKind.Dequantize), ElementType.Float32, null),
        [FullyConnected] = one => one.MatrixProduct(),
        ["hard_swish"] = one => one.Build(new Unary(UnaryKind.HardSwish), ElementType.Int8, Activations),
        ["l2_normalization"] = one => one.Build(new L2Normalization(Activation.None), ElementType.Int8, UnitLength),
        ["max_pool"] = one => one.Pool(PoolKind.Max),
        ["maximum"] = one => one.Binary(BinaryKind.Maximum, one._input),
        ["mean"] = one => one.Build(new Reduce(ReduceKind.Mean, true), ElementType.Int8, Activations, one.Constant(1, 2)),
        ["mean_channels"] = one => one.Build(new Reduce(ReduceKind.Mean, true), ElementType.Int8, Activations, one.Constant(3)),
        ["minimum"] = one => one.Binary(BinaryKind.Minimum, one._input),
        ["mul"] = one => one.Multiply(),
        ["pad"] = one => one.Pad(),
        ["prelu"] = one => one.PRelu(),
        ["quantize"] = one => one.Build(new Unary(UnaryKind.Quantize), ElementType.Int8, Activations),
        ["resize_bilinear"] = one => one.Resize(ResizeKind.Bilinear, ElementType.Int8),
        ["resize_bilinear_uint8"] = one => one.Resize(ResizeKind.Bilinear, ElementType.UInt8),
        ["resize_nearest"] = one => one.Resize(ResizeKind.NearestNeighbor, ElementType.Int8),
        ["sign_flip"] = one => one.Build(new Unary(UnaryKind.Quantize), ElementType.Int8, Activations),
        ["softmax"] = one => one.Build(new Softmax(1), ElementType.Int8, Probabilities),
        [TransposeConvolution] = one => one.TransposedConvolution(),
    }.ToImmutableDictionary();

    private readonly ImmutableArray<ModelTensor>.Builder _tensors = ImmutableArray.CreateBuilder<ModelTensor>();
    private readonly List<int> _inputs = [];
    private readonly OperatorShape _shape;
    private readonly Shape _input;

    private OperatorModel(OperatorShape shape)
    {
        _shape = shape;
        _input = new Shape(1, shape.Height, shape.Width, shape.Channels);
        switch (shape.Operator)
        {
            case "quantize":
                Input(ElementType.Float32, _input, null);
                break;
            case "sign_flip" or "resize_bilinear_uint8":
                Input(ElementType.UInt8, _input, UnsignedActivations);
                break;
            case FullyConnected or "softmax":
                Input(ElementType.Int8, new Shape(1, _input.ElementCount), shape.Operator == FullyConnected ? Activations : Logits);
                break;
            case "concatenation" or TransposeConvolution:
                break;
            default:
                Input(ElementType.Int8, _input, Activations);
                break;
        }
    }

    /// <summary>What the operator column of the table may say.</summary>
    public static IEnumerable<string> Operators => Builders.Keys.Order(StringComparer.Ordinal);

    /// <summary>Multiply-accumulates, 0 where the notion does not apply.</summary>
    /// <exception cref="FormatException">The detail is not what the operator needs.</exception>
    public static long Macs(OperatorShape shape)
    {
        var one = new OperatorModel(shape);
        switch (shape.Operator)
        {
            case FullyConnected:
                return (long)one._input.ElementCount * one.Number(shape.Detail);
            case TransposeConvolution:
                var (height, width, _, outputs) = one.Filter();
                return (long)one._input.ElementCount * height * width * outputs;
            default:
                return 0;
        }
    }

    /// <summary>Builds the network.</summary>
    /// <exception cref="FormatException">The detail is not what the operator needs.</exception>
    public static Model Of(OperatorShape shape) => Builders[shape.Operator](new OperatorModel(shape));

    private Model Binary(BinaryKind kind, Shape other)
    {
        Input(ElementType.Int8, other, Activations);
        return Build(new Binary(kind, Activation.None), ElementType.Int8, Activations);
    }

    // The detail: rows and columns of the other operand, which has as many channels.
    private Model Multiply()
    {
        var (height, width) = Pair(_shape.Detail);
        return Binary(BinaryKind.Mul, new Shape(1, height, width, _shape.Channels));
    }

    // The detail: the window and its stride, and what happens at the border.
    private Model Pool(PoolKind kind)
    {
        if (_shape.Detail.Split('/', ' ') is not [var window, var stride, "same" or "valid"])
            throw Wrong("a window, as in 3x3/2 valid");
        var (height, width) = Pair(window);
        var padding = _shape.Detail.EndsWith("same", StringComparison.Ordinal) ? Padding.Same : Padding.Valid;
        return Build(new Pool2D(kind, new Window(padding, Number(stride), Number(stride)), height, width, Activation.None), ElementType.Int8, Activations);
    }

    // The detail: rows and columns of the result.
    private Model Resize(ResizeKind kind, ElementType type)
    {
        var (height, width) = Pair(_shape.Detail);
        return Build(new Resize(kind, AlignCorners: true, HalfPixelCenters: false), type, type == ElementType.UInt8 ? UnsignedActivations : Activations, Constant(height, width));
    }

    // A slope for each channel.
    private Model PRelu()
    {
        var slopes = new Shape(1, 1, _shape.Channels);
        return Build(new PRelu(), ElementType.Int8, Activations, Add(ElementType.Int8, slopes, UnitLength, Weights(slopes)));
    }

    // The detail: the filter and its stride, and the channels of the result.
    private Model TransposedConvolution()
    {
        var (height, width, stride, outputs) = Filter();
        var result = Constant(1, _shape.Height * stride, _shape.Width * stride, outputs);
        var shape = new Shape(outputs, height, width, _shape.Channels);
        var weights = Add(ElementType.Int8, shape, new QuantizationParameters((float)(1 / (WeightSpread * Math.Sqrt(_shape.Channels))), 0), Weights(shape));
        var input = Add(ElementType.Int8, _input, Activations, null);
        _inputs.Add(input);
        return Build(new TransposeConv(new Window(Padding.Same, stride, stride), Activation.None), ElementType.Int8, Activations, (ImmutableArray<int>)[result, weights, input]);
    }

    // The detail: rows and columns added on each side.
    private Model Pad()
    {
        var margin = Number(_shape.Detail);
        var margins = Add(ElementType.Int32, new Shape(4, 2), null, Bytes<int>([0, 0, margin, margin, margin, margin, 0, 0]));
        return Build(new Pad(HasValue: false), ElementType.Int8, Activations, margins);
    }

    // The detail: the channels of each input, which are those of the shape together.
    private Model Concatenation()
    {
        foreach (var channels in _shape.Detail.Split('+').Select(Number))
            Input(ElementType.Int8, _input.With(3, channels), Activations);
        return Build(new Concatenation(3, Activation.None), ElementType.Int8, Activations);
    }

    // The detail: outputs.
    private Model MatrixProduct()
    {
        var (inputs, outputs) = (_input.ElementCount, Number(_shape.Detail));
        var shape = new Shape(outputs, inputs);
        var scale = (float)(1 / (WeightSpread * Math.Sqrt(inputs)));
        var weights = Add(ElementType.Int8, shape, new QuantizationParameters(scale, 0), Weights(shape));
        var bias = Add(ElementType.Int32, new Shape(outputs), new QuantizationParameters(Activations.Scale * scale, 0), new byte[outputs * sizeof(int)]);
        return Build(new FullyConnected(Activation.None, KeepDimensions: false), ElementType.Int8, Activations, weights, bias);
    }

    // Planning finds the shape of the result.
    private Model Build(Operator operation, ElementType type, QuantizationParameters? quantization, params ReadOnlySpan<int> constants) =>
        Build(operation, type, quantization, (ImmutableArray<int>)[.. _inputs, .. constants]);

    private Model Build(Operator operation, ElementType type, QuantizationParameters? quantization, ImmutableArray<int> operands)
    {
        var result = Add(type, _input, quantization, null);
        var op = operation with { Index = 0, Inputs = operands, Outputs = [result] };
        return new Model(_shape.ToString(), _tensors.ToImmutable(), [op], [.. _inputs], [result], ModelMetadata.None);
    }

    private void Input(ElementType type, Shape shape, QuantizationParameters? quantization) => _inputs.Add(Add(type, shape, quantization, null));

    private int Constant(params ReadOnlySpan<int> values) => Add(ElementType.Int32, new Shape(values.Length), null, Bytes(values));

    private int Add(ElementType type, Shape shape, QuantizationParameters? quantization, byte[]? data)
    {
        _tensors.Add(new ModelTensor(_tensors.Count, $"tensor {_tensors.Count}", type, shape, quantization, data is null ? default(ReadOnlyMemory<byte>?) : data));
        return _tensors.Count - 1;
    }

    private static byte[] Bytes<T>(ReadOnlySpan<T> values)
        where T : unmanaged => MemoryMarshal.AsBytes(values).ToArray();

    // -127 to 127, as the TensorFlow Lite quantization specification has weights.
    private static byte[] Weights(Shape shape)
    {
        var bytes = BuiltInInput.For(new ModelTensor(0, "", ElementType.Int8, shape, null, null), 1);
        MemoryMarshal.Cast<byte, sbyte>(bytes.AsSpan()).Replace(sbyte.MinValue, (sbyte)-sbyte.MaxValue);
        return bytes;
    }

    private (int Height, int Width, int Stride, int Outputs) Filter()
    {
        if (_shape.Detail.Split('/', ' ') is not [var window, var stride, var outputs])
            throw Wrong("a filter, its stride and output channels, as in 2x2/2 32");
        var (height, width) = Pair(window);
        return (height, width, Number(stride), Number(outputs));
    }

    private (int Height, int Width) Pair(string text) => text.Split('x') is [var height, var width] ? (Number(height), Number(width)) : throw Wrong("rows and columns, as in 33x33");

    private int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong("a number");

    private FormatException Wrong(string wanted) => new($"'{_shape.Detail}' of {_shape} is not {wanted}.");
}
