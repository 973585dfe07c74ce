using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Planning.Lowering;

/// <summary>Expected values: Softmax of reference/softmax.h for uint8, tflite-micro 90b983c2b3f1, over the same pseudo-random inputs.</summary>
public class SoftmaxLoweringTests
{
    [Theory]
    [InlineData(1f, 0.1f, new byte[] { 0, 0, 7, 0, 0, 0, 5, 242, 1, 0, 0, 204, 1, 2, 0, 0, 0, 9, 1, 34, 5, 0, 0, 103, 0, 0, 153, 0, 0, 0, 0, 0, 0 })]
    [InlineData(1f, 0.7f, new byte[] { 0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 15, 0, 0, 241, 0, 0, 0, 0, 0, 0 })]
    [InlineData(1f, 0.004f, new byte[] { 20, 19, 31, 16, 16, 17, 31, 36, 29, 18, 22, 29, 23, 24, 21, 19, 20, 25, 23, 27, 25, 19, 16, 38, 17, 28, 38, 19, 25, 19, 18, 25, 14 })]
    [InlineData(0.3f, 0.1f, new byte[] { 2, 1, 46, 0, 0, 1, 42, 132, 27, 1, 4, 80, 17, 20, 8, 3, 6, 31, 15, 46, 25, 3, 0, 109, 0, 13, 123, 1, 5, 1, 0, 5, 0 })]
    [InlineData(0.3f, 0.7f, new byte[] { 0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 250, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0, 77, 0, 0, 179, 0, 0, 0, 0, 0, 0 })]
    [InlineData(0.3f, 0.004f, new byte[] { 22, 22, 26, 21, 21, 21, 25, 27, 25, 22, 23, 25, 23, 24, 23, 22, 22, 24, 23, 24, 24, 22, 21, 27, 21, 25, 27, 22, 24, 22, 22, 24, 20 })]
    public void Three_rows_come_out_as_the_reference_in_both_8_bit_types(float beta, float scale, byte[] expected)
    {
        var values = Noise.Bytes(10, 33);
        var unsigned = Run(beta, values, new(scale, 77), new(1 / 256f, 0));
        var signed = Run(beta, [.. values.Select(value => (sbyte)(value - 128))], new(scale, -3), new(1 / 256f, -128));

        Assert.Equal(expected, unsigned);
        Assert.Equal(expected, signed.Select(value => (byte)(value + 128)));
    }

    [Fact]
    public void Steps_so_large_that_only_the_largest_element_counts_are_legal() =>
        Assert.Equal<sbyte>([-128, 0, 0], Run<sbyte>(1, [4, 5, 5], new(40f, 0), new(1 / 256f, -128)));

    [Fact]
    public void A_float_row_sums_to_one()
    {
        var shares = Run(2f, [1f, 2f, 3f], null, null);

        Assert.Equal(Math.Exp(-2) / (1 + Math.Exp(-2) + Math.Exp(-4)), shares[1], 1e-6);
        Assert.Equal(1, shares.Sum(), 1e-6);
    }

    private static T[] Run<T>(float beta, T[] values, QuantizationParameters? input, QuantizationParameters? output)
        where T : unmanaged
    {
        var model = new OneOperator();
        var from = model.Input(new Shape(values.Length / 11 + 1 - (values.Length % 11 == 0 ? 1 : 0), 1, Math.Min(11, values.Length)), values, input);
        var to = model.Result(typeof(T) == typeof(float) ? ElementType.Float32 : typeof(T) == typeof(byte) ? ElementType.UInt8 : ElementType.Int8, output);
        return model.Then(new Softmax(beta), [from], [to]).Run<T>(to).Values;
    }
}
