using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Planning.Lowering;

public class ArgMaxLoweringTests
{
    [Fact]
    public void The_first_of_equals_wins_along_any_dimension()
    {
        sbyte[] values = [1, 7, 3, 7, 7, 0];

        Check(new Shape(2), [1, 0], Search<sbyte, int>(new Shape(2, 3), values, 1));
        Check(new Shape(2), [1L, 0L], Search<sbyte, long>(new Shape(2, 3), values, -1));
        Check(new Shape(3), [1, 0, 0], Search<sbyte, int>(new Shape(2, 3), values, 0));
        Check(new Shape(1, 2), [1, 0], Search<sbyte, int>(new Shape(1, 3, 2), [1, 7, 3, 7, 3, 0], 1));
    }

    [Fact]
    public void Uint8_values_are_compared_as_unsigned() => Check(Shape.Scalar, [1], Search<byte, int>(new Shape(3), [5, 200, 127], 0));

    [Fact]
    public void Not_a_number_neither_replaces_nor_is_replaced()
    {
        Assert.Equal([2], Search<float, int>(new Shape(3), [1, float.NaN, 2], 0).Values);
        Assert.Equal([0L], Search<float, long>(new Shape(3), [float.NaN, 1, 2], 0).Values);
    }

    private static void Check<TIndex>(Shape shape, TIndex[] values, (Shape Shape, TIndex[] Values) found)
    {
        Assert.Equal(shape, found.Shape);
        Assert.Equal(values, found.Values);
    }

    private static (Shape Shape, TIndex[] Values) Search<TElement, TIndex>(Shape shape, TElement[] values, int axis)
        where TElement : unmanaged
        where TIndex : unmanaged
    {
        var model = new OneOperator();
        var from = model.Input(shape, values, new(1f, 0));
        var along = model.Constant(Shape.Scalar, [axis]);
        var to = model.Result(typeof(TIndex) == typeof(int) ? ElementType.Int32 : ElementType.Int64);
        return model.Then(new ArgMax(), [from, along], [to]).Run<TIndex>(to);
    }
}
