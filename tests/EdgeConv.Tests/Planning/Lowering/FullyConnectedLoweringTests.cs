using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Planning.Lowering;

/// <summary>Expected values: FullyConnected of reference/fully_connected.h, tflite-micro 90b983c2b3f1, over the same pseudo-random inputs.</summary>
public class FullyConnectedLoweringTests
{
    [Fact]
    public void Uint8_with_asymmetric_weights_comes_out_as_the_reference()
    {
        var model = new OneOperator();
        var input = model.Input(new Shape(3, 2, 4), Noise.Bytes(14, 24), new(0.021f, 128));
        var weights = model.Constant(new Shape(5, 8), Noise.Bytes(15, 40), new(0.013f, 109));
        var bias = model.Constant(new Shape(5), Noise.Integers(16, 5, 20));
        var output = model.Result(ElementType.UInt8, new(0.11f, 101));

        var (shape, values) = model.Then(new FullyConnected(Activation.None, KeepDimensions: false), [input, weights, bias], [output]).Run<byte>(output);

        Assert.Equal(new Shape(3, 5), shape);
        Assert.Equal<byte>([86, 147, 68, 108, 62, 82, 112, 18, 88, 40, 115, 128, 23, 130, 106], values);
    }

    [Fact]
    public void Float_keeps_outer_dimensions_when_asked_and_has_the_bits_of_the_reference()
    {
        var model = new OneOperator();
        var input = model.Input(new Shape(1, 3, 8), Noise.Floats(14, 24));
        var weights = model.Constant(new Shape(5, 8), Noise.Floats(15, 40));
        var bias = model.Constant(new Shape(5), Noise.Floats(16, 5));
        var output = model.Result(ElementType.Float32);

        var (shape, values) = model.Then(new FullyConnected(Activation.Relu6, KeepDimensions: true), [input, weights, bias], [output]).Run<float>(output);

        Assert.Equal(new Shape(1, 3, 5), shape);
        Assert.Equal([0x00000000, 0x40C00000, 0x00000000, 0x409C2AA2, 0x00000000, 0x00000000, 0x40C00000, 0x00000000, 0x3FEDC490, 0x00000000, 0x40940E36, 0x40C00000, 0x00000000, 0x40C00000, 0x3F956944], values.Select(BitConverter.SingleToUInt32Bits));
    }

    [Fact]
    public void One_zero_point_of_int8_weights_counts_and_one_a_channel_does_not()
    {
        Assert.Equal<sbyte>([5, 5], Run(new(1f, 2)));
        Assert.Equal<sbyte>([15, 15], Run(new([1f, 1f], [2, 2], 0)));

        static sbyte[] Run(QuantizationParameters weightQuantization)
        {
            var model = new OneOperator();
            var input = model.Input<sbyte>(new Shape(1, 1), [5], new(1f, 0));
            var weights = model.Constant<sbyte>(new Shape(2, 1), [3, 3], weightQuantization);
            var output = model.Result(ElementType.Int8, new(1f, 0));
            return model.Then(new FullyConnected(Activation.None, false), [input, weights], [output]).Run<sbyte>(output).Values;
        }
    }
}
