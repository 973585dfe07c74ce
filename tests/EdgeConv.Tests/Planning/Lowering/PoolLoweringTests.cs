using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Planning.Lowering;

/// <summary>Expected values: AveragePool and MaxPool of reference/pooling.h, tflite-micro 90b983c2b3f1, over the same pseudo-random inputs.</summary>
public class PoolLoweringTests
{
    [Fact]
    public void A_uint8_average_rounds_away_from_the_declared_zero() => Assert.Equal(
        [
            108, 80, 96, 96, 49, 147, 72, 142, 137, 160, 168, 229, 55, 144, 91, 142, 127, 132, 112, 148, 126, 150, 142, 165, 142, 195, 134, 150, 126,
            109, 91, 119, 133, 72, 187, 51, 158, 130, 97, 131, 148, 155, 173, 103, 148, 62, 179, 76, 120, 57, 116, 111, 144, 126, 132, 80, 151, 79,
            188, 72, 113, 115, 156, 89, 167, 85, 152, 34, 174, 67, 198, 122,
        ],
        Run(new Pool2D(PoolKind.Average, new Window(Padding.Same, 2, 1), 3, 2, Activation.None), new Shape(2, 5, 6, 2), Noise.Bytes(9, 120), new(0.1f, 100)));

    [Fact]
    public void A_uint8_maximum_is_clamped_to_the_activation() => Assert.Equal(
        [
            180, 180, 180, 180, 100, 180, 180, 180, 180, 180, 180, 180, 103, 180, 180, 180, 180, 180, 180, 180, 180, 180, 171, 180, 180, 180, 180,
            180, 180, 180, 161, 180, 180, 144, 180, 100, 180, 180, 180, 180, 180, 180, 180, 180, 180, 131, 180, 131, 180, 113, 180, 180, 180, 180,
            180, 180, 180, 180, 180, 151, 180, 180, 180, 121, 180, 121, 180, 100, 180, 180, 180, 180,
        ],
        Run(new Pool2D(PoolKind.Max, new Window(Padding.Same, 2, 1), 3, 2, Activation.Relu6), new Shape(2, 5, 6, 2), Noise.Bytes(9, 120), new(0.075f, 100)));

    [Fact]
    public void An_int8_average_rounds_halves_away_from_the_stored_zero() => Assert.Equal<sbyte>(
        [-2, 2, -1],
        Run<sbyte>(new Pool2D(PoolKind.Average, new Window(Padding.Valid, 1, 2), 1, 2, Activation.None), new Shape(1, 1, 6, 1), [-1, -2, 1, 2, -1, 0], new(0.1f, 3)));

    [Fact]
    public void A_float_average_has_the_bits_of_the_reference() => Assert.Equal(
        [0x00000000, 0x3EACF915, 0x3F306EB4, 0x3F80DD69, 0x3F5F2298, 0x3F9E4530, 0x3FDBACF9, 0x3F48A60E],
        Run(new Pool2D(PoolKind.Average, new Window(Padding.Same, 2, 2), 2, 3, Activation.Relu), new Shape(2, 3, 3, 4), Noise.Floats(20, 72), null)[..8].Select(BitConverter.SingleToUInt32Bits));

    [Fact]
    public void A_float_maximum_has_the_bits_of_the_reference() => Assert.Equal(
        [0x3FEEB3E4, 0x403914C2, 0x404C1BAD, 0x404C1BAD, 0x3FEEB3E4, 0x4003759F, 0x404C1BAD, 0x404C1BAD],
        Run(new Pool2D(PoolKind.Max, new Window(Padding.Same, 2, 2), 2, 3, Activation.Relu), new Shape(2, 3, 3, 4), Noise.Floats(20, 72), null)[..8].Select(BitConverter.SingleToUInt32Bits));

    private static T[] Run<T>(Pool2D op, Shape shape, T[] values, QuantizationParameters? quantization)
        where T : unmanaged
    {
        var model = new OneOperator();
        var from = model.Input(shape, values, quantization);
        var to = model.Result(typeof(T) == typeof(float) ? ElementType.Float32 : typeof(T) == typeof(byte) ? ElementType.UInt8 : ElementType.Int8, quantization);
        return model.Then(op, [from], [to]).Run<T>(to).Values;
    }
}
