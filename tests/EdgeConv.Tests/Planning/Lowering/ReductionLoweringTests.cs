using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Planning.Lowering;

/// <summary>Expected values: QuantizedMeanOrSum and Mean of reference/reduce.h, tflite-micro 90b983c2b3f1, over the same pseudo-random inputs.</summary>
public class ReductionLoweringTests
{
    [Fact]
    public void An_int8_mean_over_rows_and_columns_rescales_as_the_reference() => Assert.Equal(
        [13, 33, 51, -8, 22, 35],
        Run(ReduceKind.Mean, new Shape(2, 5, 7, 3), Noise.SignedBytes(1, 210), [1, 2], new(0.05f, -7), new(0.031f, 11), new Shape(2, 1, 1, 3)));

    [Fact]
    public void An_int8_mean_over_the_first_and_last_dimension_takes_negative_and_repeated_axes() => Assert.Equal(
        [12, 8, 9, 15, -68, -22, -14, 8, 22, -37, -47, -2, 29, 9, 25, -16],
        Run(ReduceKind.Mean, new Shape(3, 4, 4, 2), Noise.SignedBytes(2, 96), [0, -1, 3], new(0.02f, 5), new(0.02f, 5), new Shape(1, 4, 4, 1)));

    [Fact]
    public void An_int8_mean_over_a_power_of_two_divides_by_shifting() => Assert.Equal(
        [-7, -39, -32, -15],
        Run(ReduceKind.Mean, new Shape(1, 8, 8, 4), Noise.SignedBytes(3, 256), [2, 1], new(0.02f, 5), new(0.013f, -20), new Shape(1, 1, 1, 4)));

    [Fact]
    public void An_int8_sum_over_a_middle_dimension_rescales_as_the_reference() => Assert.Equal(
        [-63, 5, -71, -102, -34, 53, 34, 0, -124, 13],
        Run(ReduceKind.Sum, new Shape(2, 3, 5), Noise.SignedBytes(4, 30), [1], new(0.04f, 3), new(0.11f, -9), new Shape(2, 1, 5)));

    [Fact]
    public void A_uint8_mean_is_that_of_the_same_template() => Assert.Equal(
        [156, 117, 131, 125, 142, 122],
        Run(ReduceKind.Mean, new Shape(2, 5, 7, 3), Noise.Bytes(5, 210), [1, 2], new(0.05f, 121), new(0.031f, 139), new Shape(2, 1, 1, 3)));

    [Fact]
    public void A_uint8_sum_is_that_of_the_same_template() => Assert.Equal(
        [97, 232, 84, 128, 196],
        Run(ReduceKind.Sum, new Shape(6, 5), Noise.Bytes(6, 30), [0], new(0.04f, 131), new(0.15f, 119), new Shape(1, 5)));

    [Fact]
    public void A_float_mean_adds_in_the_order_of_memory() => Assert.Equal(
        [0x3CF60184, 0x3E6FDB1B, 0x3F9AE82C, 0x3E88D743, 0x3F3195E9, 0xBEA60DD7, 0x3EC96ADD, 0xBD939A85],
        Run(ReduceKind.Mean, new Shape(2, 3, 3, 4), Noise.Floats(20, 72), [1, 2], null, null, new Shape(2, 1, 1, 4)).Select(BitConverter.SingleToUInt32Bits));

    [Fact]
    public void A_float_sum_is_not_divided() =>
        Assert.Equal([6f, 15f], Run(ReduceKind.Sum, new Shape(2, 3), [1f, 2f, 3f, 4f, 5f, 6f], [-1], null, null, new Shape(2, 1)));

    [Fact]
    public void Without_axes_every_value_is_rescaled_alone() =>
        Assert.Equal<sbyte>([2, -2, 20], Run<sbyte>(ReduceKind.Mean, new Shape(3), [1, -1, 10], [], new(0.2f, 0), new(0.1f, 0), new Shape(3)));

    private static T[] Run<T>(ReduceKind kind, Shape shape, T[] values, int[] axes, QuantizationParameters? input, QuantizationParameters? output, Shape kept)
        where T : unmanaged
    {
        var model = new OneOperator();
        var from = model.Input(shape, values, input);
        var over = model.Constant(new Shape(axes.Length), axes);
        var to = model.Result(typeof(T) == typeof(float) ? ElementType.Float32 : typeof(T) == typeof(byte) ? ElementType.UInt8 : ElementType.Int8, output);
        model.Then(new Reduce(kind, KeepDimensions: true), [from, over], [to]);
        var dropped = new OneOperator();
        from = dropped.Input(shape, values, input);
        over = dropped.Constant(new Shape(axes.Length), axes);
        dropped.Then(new Reduce(kind, KeepDimensions: false), [from, over], [dropped.Result(model.ToModel().Tensors[to].Type, output)]);

        var (keptShape, result) = model.Run<T>(to);
        Assert.Equal(kept, keptShape);
        var (droppedShape, same) = dropped.Run<T>(2);
        Assert.Equal(kept.Rank - axes.Select(axis => (axis + shape.Rank) % shape.Rank).Distinct().Count(), droppedShape.Rank);
        Assert.Equal(result, same);
        return result;
    }
}
