using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Planning.Lowering;

/// <summary>
/// Expected values: TransposeConv of reference/integer_ops/transpose_conv.h and reference/transpose_conv.h, tflite-micro 90b983c2b3f1, over the same pseudo-random inputs.
/// </summary>
public class TransposeConvolutionLoweringTests
{
    [Fact]
    public void Int8_with_a_scale_a_channel_comes_out_as_the_reference()
    {
        var model = new OneOperator();
        var wanted = model.Constant(new Shape(4), [2, 7, 5, 4]);
        var weights = model.Constant(new Shape(4, 3, 2, 3), Noise.SignedBytes(18, 72), new([0.013f, 0.002f, 0.03f, 0.0071f], [0, 0, 0, 0], 0));
        var input = model.Input(new Shape(2, 3, 2, 3), Noise.SignedBytes(17, 36), new(0.021f, -9));
        var bias = model.Constant(new Shape(4), Noise.Integers(19, 4, 20));
        var output = model.Result(ElementType.Int8, new(0.13f, -14));

        var (shape, values) = model.Then(new TransposeConv(new Window(Padding.Valid, 2, 3), Activation.None), [wanted, weights, input, bias], [output]).Run<sbyte>(output);

        Assert.Equal(new Shape(2, 7, 5, 4), shape);
        Assert.Equal<sbyte>([4, -15, 21, -16, -6, -23, 8, -14, -17, -15, -6, -15], values[..12]);
        Assert.Equal(0x169CADD3CE38F14BUL, Fingerprint.Of([.. values.Select(value => (byte)value)]));
    }

    [Fact]
    public void Uint8_with_asymmetric_weights_comes_out_as_the_reference()
    {
        var model = new OneOperator();
        var wanted = model.Constant(new Shape(4), [2, 6, 5, 4]);
        var weights = model.Constant(new Shape(4, 3, 2, 3), Noise.Bytes(18, 72), new(0.013f, 134));
        var input = model.Input(new Shape(2, 3, 2, 3), Noise.Bytes(17, 36), new(0.021f, 119));
        var bias = model.Constant(new Shape(4), Noise.Integers(19, 4, 20));
        var output = model.Result(ElementType.UInt8, new(0.13f, 114));

        var (_, values) = model.Then(new TransposeConv(new Window(Padding.Same, 2, 3), Activation.None), [wanted, weights, input, bias], [output]).Run<byte>(output);

        Assert.Equal<byte>([139, 105, 155, 94, 110, 101, 122, 110, 111, 109, 118, 113], values[..12]);
        Assert.Equal(0xDD2D9F984700D897UL, Fingerprint.Of(values));
    }

    [Fact]
    public void Float_comes_out_with_the_bits_of_the_reference()
    {
        var model = new OneOperator();
        var wanted = model.Constant(new Shape(4), [2, 6, 5, 4]);
        var weights = model.Constant(new Shape(4, 3, 2, 3), Noise.Floats(18, 72));
        var input = model.Input(new Shape(2, 3, 2, 3), Noise.Floats(17, 36));
        var bias = model.Constant(new Shape(4), Noise.Floats(19, 4));
        var output = model.Result(ElementType.Float32);

        var (_, values) = model.Then(new TransposeConv(new Window(Padding.Same, 2, 3), Activation.Relu), [wanted, weights, input, bias], [output]).Run<float>(output);

        Assert.Equal([0x4106D34F, 0x00000000, 0x417F4681, 0x00000000, 0x00000000, 0x00000000, 0x40ADD67D, 0x00000000, 0x00000000, 0x00000000, 0x40114C1C, 0x00000000], values[..12].Select(BitConverter.SingleToUInt32Bits));
    }
}
