using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Planning.Lowering;

/// <summary>Moves against index arithmetic written out element by element, over random shapes; a failure names its seed.</summary>
public class MoveProperties
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Transposing_moves_every_element_to_its_permuted_index(int seed)
    {
        var random = new Random(seed);
        var shape = RandomShape(random, random.Next(1, 7));
        var permutation = Enumerable.Range(0, shape.Rank).ToArray();
        random.Shuffle(permutation);
        var values = Values(shape);
        var model = new OneOperator();
        var axes = permutation.Select(axis => random.Next(2) == 0 ? axis : axis - shape.Rank).ToArray();
        var output = Run(model, new Transpose(), model.Input(shape, values), model.Constant(new Shape(axes.Length), axes));
        foreach (var index in Indices(output.Shape))
        {
            var source = new int[shape.Rank];
            for (var axis = 0; axis < shape.Rank; axis++)
                source[permutation[axis]] = index[axis];
            Assert.Equal((seed, values[Offset(shape, source)]), (seed, output.Values[Offset(output.Shape, index)]));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Padding_surrounds_every_element_with_the_value(int seed)
    {
        var random = new Random(seed);
        var shape = RandomShape(random, random.Next(1, 7));
        var margins = Enumerable.Range(0, 2 * shape.Rank).Select(_ => random.Next(3)).ToArray();
        var values = Values(shape);
        var model = new OneOperator();
        var output = Run(model, new Pad(HasValue: true), model.Input(shape, values), model.Constant(new Shape(shape.Rank, 2), margins), model.Constant(Shape.Scalar, [-77]));
        foreach (var index in Indices(output.Shape))
        {
            var source = index.Select((position, axis) => position - margins[2 * axis]).ToArray();
            var isInside = source.Select((position, axis) => position >= 0 && position < shape[axis]).All(inside => inside);
            Assert.Equal((seed, isInside ? values[Offset(shape, source)] : -77), (seed, output.Values[Offset(output.Shape, index)]));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_slice_takes_every_stride_th_element(int seed)
    {
        var random = new Random(seed);
        var shape = RandomShape(random, random.Next(1, 6));
        var begins = shape.Dimensions.Select(extent => random.Next(-extent - 2, extent + 3)).ToArray();
        var ends = shape.Dimensions.Select(extent => random.Next(-extent - 2, extent + 3)).ToArray();
        var strides = shape.Dimensions.Select(_ => random.Next(1, 4) * (random.Next(2) == 0 ? 1 : -1)).ToArray();
        var taken = shape.Dimensions.Select((extent, axis) => Taken(extent, begins[axis], ends[axis], strides[axis]).ToArray()).ToArray();
        var values = Values(shape);
        var model = new OneOperator();
        int Vector(int[] numbers) => model.Constant(new Shape(numbers.Length), numbers);
        var output = Run(model, new StridedSlice(0, 0, 0, 0, 0), model.Input(shape, values), Vector(begins), Vector(ends), Vector(strides));
        Assert.Equal((seed, string.Join('x', taken.Select(indices => indices.Length))), (seed, string.Join('x', output.Shape.Dimensions)));
        foreach (var index in Indices(output.Shape))
        {
            var source = index.Select((position, axis) => taken[axis][position]).ToArray();
            Assert.Equal((seed, values[Offset(shape, source)]), (seed, output.Values[Offset(output.Shape, index)]));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Parts_of_a_split_join_to_the_whole_again(int seed)
    {
        var random = new Random(seed);
        var shape = RandomShape(random, random.Next(1, 6));
        var axis = random.Next(-shape.Rank, shape.Rank);
        var plain = (axis + shape.Rank) % shape.Rank;
        var count = random.Next(1, 4);
        shape = shape.With(plain, shape[plain] * count);
        var values = Values(shape);
        var model = new OneOperator();
        int[] inputs = [model.Constant(Shape.Scalar, [axis]), model.Input(shape, values)];
        var parts = Enumerable.Range(0, count).Select(_ => model.Result(ElementType.Int32)).ToArray();
        var joined = model.Result(ElementType.Int32);
        var part = random.Next(count);
        model.Then(new Split(count), inputs, parts).Then(new Concatenation(axis, Activation.None), parts, [joined]);
        Assert.Equal(values, model.Run<int>(joined).Values);

        var (partShape, partValues) = model.Run<int>(parts[part]);
        foreach (var index in Indices(partShape))
        {
            var source = index.ToArray();
            source[plain] += part * partShape[plain];
            Assert.Equal((seed, values[Offset(shape, source)]), (seed, partValues[Offset(partShape, index)]));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Packed_tensors_lie_along_the_new_dimension(int seed)
    {
        var random = new Random(seed);
        var shape = RandomShape(random, random.Next(0, 5));
        var axis = random.Next(-shape.Rank - 1, shape.Rank + 1);
        var plain = (axis + shape.Rank + 1) % (shape.Rank + 1);
        var count = random.Next(1, 4);
        var model = new OneOperator();
        var inputs = Enumerable.Range(0, count).Select(part => model.Input(shape, Values(shape).Select(value => value + 10000 * part).ToArray())).ToArray();
        var output = Run(model, new Pack(axis), inputs);
        foreach (var index in Indices(output.Shape))
        {
            var source = index.ToList();
            source.RemoveAt(plain);
            Assert.Equal((seed, Offset(shape, [.. source]) + 10000 * index[plain]), (seed, output.Values[Offset(output.Shape, index)]));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Operands_broadcast_as_NumPy_has_it(int seed)
    {
        var random = new Random(seed);
        var shape = RandomShape(random, random.Next(1, 7));
        Shape Shrunk() => new([.. shape.Dimensions.Select(extent => random.Next(3) == 0 ? 1 : extent).Skip(random.Next(shape.Rank))]);
        var (left, right) = (Shrunk(), Shrunk());
        var model = new OneOperator();
        var (l, r) = (Values(left), Values(right).Select(value => value * 100000).ToArray());
        var output = Run(model, new Binary(BinaryKind.Sub, Activation.None), model.Input(left, l), model.Input(right, r));
        foreach (var index in Indices(output.Shape))
        {
            int At(Shape operand, int[] values) =>
                values[Offset(operand, [.. operand.Dimensions.Select((extent, axis) => extent == 1 ? 0 : index[axis + output.Shape.Rank - operand.Rank])])];
            Assert.Equal((seed, At(left, l) - At(right, r)), (seed, output.Values[Offset(output.Shape, index)]));
        }
    }

    private static IEnumerable<int> Taken(int extent, int begin, int end, int stride)
    {
        begin = Math.Clamp(begin < 0 ? begin + extent : begin, stride > 0 ? 0 : -1, stride > 0 ? extent : extent - 1);
        end = Math.Clamp(end < 0 ? end + extent : end, stride > 0 ? 0 : -1, stride > 0 ? extent : extent - 1);
        for (var i = begin; stride > 0 ? i < end : i > end; i += stride)
            yield return i;
    }

    private static Shape RandomShape(Random random, int rank) => new([.. Enumerable.Range(0, rank).Select(_ => random.Next(1, 5))]);

    private static int[] Values(Shape shape) => [.. Enumerable.Range(0, shape.ElementCount)];

    private static (Shape Shape, int[] Values) Run(OneOperator model, Operator op, params int[] inputs)
    {
        var output = model.Result(ElementType.Int32);
        return model.Then(op, inputs, [output]).Run<int>(output);
    }

    private static int Offset(Shape shape, int[] index)
    {
        var offset = 0;
        for (var axis = 0; axis < shape.Rank; axis++)
            offset = offset * shape[axis] + index[axis];
        return offset;
    }

    private static IEnumerable<int[]> Indices(Shape shape)
    {
        for (var i = 0; i < shape.ElementCount; i++)
        {
            var index = new int[shape.Rank];
            for (int axis = shape.Rank - 1, rest = i; axis >= 0; rest /= shape[axis], axis--)
                index[axis] = rest % shape[axis];
            yield return index;
        }
    }
}
