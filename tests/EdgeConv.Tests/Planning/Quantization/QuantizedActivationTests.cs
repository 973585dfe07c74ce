using EdgeConv.Models;
using EdgeConv.Planning.Quantization;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Planning.Quantization;

public class QuantizedActivationTests
{
    [Theory]
    [InlineData(Activation.None, 0.05f, 3, -128, 127)]
    [InlineData(Activation.Relu, 0.05f, 3, 3, 127)]
    [InlineData(Activation.Relu6, 0.05f, 3, 3, 123)]
    [InlineData(Activation.ReluN1To1, 0.05f, 3, -17, 23)]
    [InlineData(Activation.Relu6, 0.0235294f, -128, -128, 127)]
    [InlineData(Activation.Relu6, 1e-45f, 5, 5, 127)]
    [InlineData(Activation.ReluN1To1, 1e-45f, 5, -128, 127)]
    [InlineData(Activation.Relu6, 3e38f, 5, 5, 5)]
    public void The_range_is_that_of_the_reference_and_never_empty(Activation activation, float scale, int zeroPoint, int min, int max)
    {
        var int8 = new ModelTensor(0, "", ElementType.Int8, new Shape(1), new QuantizationParameters(scale, zeroPoint), null);
        var uint8 = int8 with { Type = ElementType.UInt8, Quantization = new QuantizationParameters(scale, zeroPoint + 128) };
        Assert.Equal((min, max), activation.StoredRange(int8));
        Assert.Equal((min, max), activation.StoredRange(uint8));
    }
}
