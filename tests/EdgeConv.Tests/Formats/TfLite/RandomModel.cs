using System.Collections.Immutable;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Formats.TfLite;

/// <summary>Makes models that use every operator of the format, with random shapes, attributes and constants. The same seed gives the same model.</summary>
internal sealed class RandomModel
{
    private readonly Random _random;
    private readonly ModelSketch _sketch = new();
    private readonly Func<int, int>[] _kinds;

    private RandomModel(int seed)
    {
        _random = new Random(seed);
        _kinds =
        [
            Conv2D, Conv2D, DepthwiseConv2D, TransposeConv, FullyConnected, Pool, Binary, BinaryWithConstant, Concatenation, Split, Pad, PadV2, MirrorPad,
            Reshape, Squeeze, ExpandDims, Transpose, Pack, StridedSlice, ShapeOf, Softmax, Unary, PRelu, Reduce, Resize, SpaceToBatch, BatchToSpace,
            L2Normalization, ArgMax,
        ];
    }

    /// <summary>Makes a model of 1 to <paramref name="most"/> operators.</summary>
    public static Model Make(int seed, int most = 12)
    {
        var maker = new RandomModel(seed);
        var current = maker._sketch.Input(ElementType.Int8, maker.Picture(), maker.PerTensor());
        for (var left = maker._random.Next(1, most + 1); left > 0; left--)
        {
            var next = maker._kinds[maker._random.Next(maker._kinds.Length)](current);
            // Results that are no pictures end their branch.
            if (maker._sketch[next].Type == ElementType.Int8 && maker._sketch[next].Shape.Rank == 4)
                current = next;
            else if (left == 1)
                return maker._sketch.Build(maker.Metadata(), next);
        }

        return maker._sketch.Build(maker.Metadata(), current == 0 ? maker.Unary(0) : current);
    }

    private Shape Picture() => new(1, _random.Next(1, 9), _random.Next(1, 9), _random.Next(1, 9));

    private QuantizationParameters PerTensor() => new(Scale(), _random.Next(-128, 128));

    private float Scale() => (float)Math.Exp((_random.NextDouble() * 12) - 10);

    private Activation AnyActivation() => (Activation)_random.Next(4);

    private Window AnyWindow(bool dilated) => new(
        (Padding)_random.Next(2), _random.Next(1, 4), _random.Next(1, 4), dilated ? _random.Next(1, 4) : 1, dilated ? _random.Next(1, 4) : 1);

    private bool Chance() => _random.Next(2) == 0;

    private int Constant(ElementType type, Shape shape, QuantizationParameters? quantization)
    {
        var bytes = new byte[shape.ElementCount * type.SizeInBytes()];
        _random.NextBytes(bytes);
        return _sketch.Tensor(type, shape, quantization, bytes);
    }

    private int Weights(Shape shape, int axis)
    {
        var perChannel = shape[axis] > 1 && Chance();
        var count = perChannel ? shape[axis] : 1;
        ImmutableArray<float> scales = [.. Enumerable.Range(0, count).Select(_ => Scale())];
        return Constant(ElementType.Int8, shape, new QuantizationParameters(scales, [.. new int[count]], perChannel ? axis : 0));
    }

    private ImmutableArray<int> WithBias(int channels, params ReadOnlySpan<int> inputs) => _random.Next(3) switch
    {
        0 => [.. inputs],
        1 => [.. inputs, Operator.Absent],
        _ => [.. inputs, Constant(ElementType.Int32, new Shape(channels), new QuantizationParameters(Scale(), 0))],
    };

    private int Result() => _sketch.Tensor(ElementType.Int8, Picture(), PerTensor());

    private int Add(Operator operation)
    {
        _sketch.Add(operation);
        return operation.Outputs[0];
    }

    private int Conv2D(int input)
    {
        var channels = _sketch[input].Shape[3];
        var groups = Enumerable.Range(1, channels).Where(count => channels % count == 0).ToArray();
        var group = groups[_random.Next(groups.Length)];
        var shape = new Shape(group * _random.Next(1, 4), _random.Next(1, 4), _random.Next(1, 4), channels / group);
        return Add(new Conv2D(AnyWindow(dilated: true), AnyActivation())
        {
            Index = _sketch.NextOperator,
            Version = _random.Next(1, 7),
            Inputs = WithBias(shape[0], input, Weights(shape, 0)),
            Outputs = [Result()],
        });
    }

    private int DepthwiseConv2D(int input)
    {
        var multiplier = _random.Next(1, 4);
        var shape = new Shape(1, _random.Next(1, 4), _random.Next(1, 4), _sketch[input].Shape[3] * multiplier);
        return Add(new DepthwiseConv2D(AnyWindow(dilated: true), multiplier, AnyActivation())
        {
            Index = _sketch.NextOperator,
            Version = 3,
            Inputs = WithBias(shape[3], input, Weights(shape, 3)),
            Outputs = [Result()],
        });
    }

    private int TransposeConv(int input)
    {
        var shape = new Shape(_random.Next(1, 5), _random.Next(1, 4), _random.Next(1, 4), _sketch[input].Shape[3]);
        return Add(new TransposeConv(AnyWindow(dilated: false), AnyActivation())
        {
            Index = _sketch.NextOperator,
            Version = 4,
            Inputs = WithBias(shape[0], _sketch.Integers(1, 8, 8, shape[0]), Weights(shape, 0), input),
            Outputs = [Result()],
        });
    }

    private int FullyConnected(int input)
    {
        var shape = new Shape(_random.Next(1, 5), _sketch[input].Shape[3]);
        return Add(new FullyConnected(AnyActivation(), Chance())
        {
            Index = _sketch.NextOperator,
            Version = 4,
            Inputs = WithBias(shape[0], input, Weights(shape, 0)),
            Outputs = [Result()],
        });
    }

    private int Pool(int input) => Add(new Pool2D((PoolKind)_random.Next(2), AnyWindow(dilated: false), _random.Next(1, 5), _random.Next(1, 5), AnyActivation())
    {
        Index = _sketch.NextOperator,
        Version = 2,
        Inputs = [input],
        Outputs = [Result()],
    });

    private int Binary(int input) => Binary(input, input);

    private int BinaryWithConstant(int input) => Binary(input, Constant(ElementType.Int8, _sketch[input].Shape, PerTensor()));

    private int Binary(int left, int right)
    {
        var kind = (BinaryKind)_random.Next(5);
        var activation = kind is BinaryKind.Maximum or BinaryKind.Minimum ? Activation.None : AnyActivation();
        return Add(new Binary(kind, activation) { Index = _sketch.NextOperator, Version = 2, Inputs = [left, right], Outputs = [Result()] });
    }

    private int Concatenation(int input) => Add(new Concatenation(_random.Next(-4, 4), AnyActivation())
    {
        Index = _sketch.NextOperator,
        Version = 2,
        Inputs = [.. Enumerable.Repeat(input, _random.Next(1, 5))],
        Outputs = [Result()],
    });

    private int Split(int input)
    {
        var outputs = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Result()).ToArray();
        return Add(new Split(outputs.Length) { Index = _sketch.NextOperator, Version = 2, Inputs = [_sketch.Integers(3), input], Outputs = [.. outputs] });
    }

    private int Pad(int input) => Add(new Pad(false) { Index = _sketch.NextOperator, Version = 2, Inputs = [input, Paddings()], Outputs = [Result()] });

    private int PadV2(int input) => Add(new Pad(true)
    {
        Index = _sketch.NextOperator,
        Version = 2,
        Inputs = [input, Paddings(), Constant(ElementType.Int8, Shape.Scalar, _sketch[input].Quantization)],
        Outputs = [Result()],
    });

    private int MirrorPad(int input) => Add(new MirrorPad(Chance()) { Index = _sketch.NextOperator, Version = 2, Inputs = [input, Paddings()], Outputs = [Result()] });

    private int Paddings() => Constant(ElementType.Int32, new Shape(4, 2), null);

    private int Reshape(int input) => Chance()
        ? Add(new Reshape([1, -1]) { Index = _sketch.NextOperator, Inputs = [input], Outputs = [Result()] })
        : Add(new Reshape([]) { Index = _sketch.NextOperator, Inputs = [input, _sketch.Integers(1, -1)], Outputs = [Result()] });

    private int Squeeze(int input) => Add(new Squeeze(Chance() ? [] : [1, -2]) { Index = _sketch.NextOperator, Inputs = [input], Outputs = [Result()] });

    private int ExpandDims(int input) => Add(new ExpandDims { Index = _sketch.NextOperator, Inputs = [input, _sketch.Integers(0)], Outputs = [Result()] });

    private int Transpose(int input) => Add(new Transpose { Index = _sketch.NextOperator, Version = 2, Inputs = [input, _sketch.Integers(0, 2, 1, 3)], Outputs = [Result()] });

    private int Pack(int input) => Add(new Pack(_random.Next(-5, 5)) { Index = _sketch.NextOperator, Inputs = [input, input], Outputs = [Result()] });

    private int StridedSlice(int input) => Add(new StridedSlice(_random.Next(16), _random.Next(16), 0, 0, _random.Next(16))
    {
        Index = _sketch.NextOperator,
        Version = 2,
        Inputs = [input, _sketch.Integers(0, 0, 0, 0), _sketch.Integers(1, 1, 1, 1), _sketch.Integers(1, 1, 1, 1)],
        Outputs = [Result()],
    });

    private int ShapeOf(int input) => Add(new ShapeOf { Index = _sketch.NextOperator, Inputs = [input], Outputs = [IndexResult()] });

    private int ArgMax(int input) => Add(new ArgMax { Index = _sketch.NextOperator, Inputs = [input, _sketch.Integers(3)], Outputs = [IndexResult()] });

    private int IndexResult() => _sketch.Tensor(Chance() ? ElementType.Int32 : ElementType.Int64, new Shape(4));

    private int Softmax(int input) => Add(new Softmax(_random.NextSingle()) { Index = _sketch.NextOperator, Version = 2, Inputs = [input], Outputs = [Result()] });

    private int Unary(int input)
    {
        var kind = (UnaryKind)_random.Next(9);
        var output = kind == UnaryKind.Dequantize ? _sketch.Tensor(ElementType.Float32, _sketch[input].Shape) : Result();
        var alpha = kind == UnaryKind.LeakyRelu ? _random.NextSingle() : 0;
        return Add(new Unary(kind, alpha) { Index = _sketch.NextOperator, Inputs = [input], Outputs = [output] });
    }

    private int PRelu(int input) => Add(new PRelu
    {
        Index = _sketch.NextOperator,
        Inputs = [input, Constant(ElementType.Int8, new Shape(1, 1, _sketch[input].Shape[3]), PerTensor())],
        Outputs = [Result()],
    });

    private int Reduce(int input) => Add(new Reduce((ReduceKind)_random.Next(2), Chance())
    {
        Index = _sketch.NextOperator,
        Version = 2,
        Inputs = [input, _sketch.Integers(1, 2)],
        Outputs = [Result()],
    });

    private int Resize(int input) => Add(new Resize((ResizeKind)_random.Next(2), Chance(), Chance())
    {
        Index = _sketch.NextOperator,
        Version = 3,
        Inputs = [input, _sketch.Integers(4, 6)],
        Outputs = [Result()],
    });

    private int SpaceToBatch(int input) => Add(new SpaceToBatch { Index = _sketch.NextOperator, Version = 2, Inputs = Blocks(input), Outputs = [Result()] });

    private int BatchToSpace(int input) => Add(new BatchToSpace { Index = _sketch.NextOperator, Version = 2, Inputs = Blocks(input), Outputs = [Result()] });

    private ImmutableArray<int> Blocks(int input) => [input, _sketch.Integers(2, 2), Constant(ElementType.Int32, new Shape(2, 2), null)];

    private int L2Normalization(int input) =>
        Add(new L2Normalization(Activation.None) { Index = _sketch.NextOperator, Version = 2, Inputs = [input], Outputs = [Result()] });

    private ModelMetadata Metadata()
    {
        if (Chance())
            return ModelMetadata.None;
        var channels = _random.Next(1, 4);
        PixelNormalization? normalization = Chance() ? null : new([.. Floats(channels)], [.. Floats(channels)]);
        return new ModelMetadata("sketch №7", normalization, Chance() ? [] : ["background", "", "tench, Tinca tinca", "größer"]);
    }

    private IEnumerable<float> Floats(int count) => Enumerable.Range(0, count).Select(_ => (_random.NextSingle() * 255) + 1);
}
