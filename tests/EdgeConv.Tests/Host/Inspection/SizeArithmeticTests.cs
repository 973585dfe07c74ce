using EdgeConv.Host.Inspection;
using EdgeConv.Models;
using EdgeConv.Tensors;
using EdgeConv.Tests.Formats.TfLite;

namespace EdgeConv.Tests.Host.Inspection;

public class SizeArithmeticTests
{
    [Theory]
    [InlineData(Padding.Same, 1, 1, 1, 224, 224, "")]
    [InlineData(Padding.Same, 2, 2, 1, 224, 112, "ceil(224 / 2) = 112")]
    [InlineData(Padding.Same, 2, 1, 1, 7, 4, "ceil(7 / 2) = 4 x ceil(9 / 1) = 9")]
    [InlineData(Padding.Valid, 1, 1, 1, 8, 6, "8 - 3 + 1 = 6")]
    [InlineData(Padding.Valid, 2, 2, 1, 8, 3, "floor((8 - 3) / 2) + 1 = 3")]
    [InlineData(Padding.Valid, 1, 1, 2, 8, 4, "8 - (3 - 1) * 2 - 1 + 1 = 4")]
    public void Sizes_of_windows_are_shown_with_their_numbers(Padding padding, int strideHeight, int strideWidth, int dilation, int input, int output, string expected)
    {
        var (width, newWidth) = strideHeight == strideWidth ? (input, output) : (9, 9);
        Assert.Equal(expected, Convolution(new Window(padding, strideHeight, strideWidth, dilation, dilation), input, width, output, newWidth));
    }

    [Fact]
    public void Padding_that_was_folded_in_is_added() =>
        Assert.Equal("floor((8 + 1 - 3) / 2) + 1 = 4", Convolution(new Window(Padding.Valid, 2, 2, Explicit: new Margins(0, 0, 1, 1)), 8, 8, 4, 4));

    [Fact]
    public void A_pool_has_its_window_and_other_operators_have_none()
    {
        Assert.Equal("7 - 7 + 1 = 1", Of(new Pool2D(PoolKind.Average, new Window(Padding.Valid, 1, 1), 7, 7, Activation.None), new Shape(1, 7, 7, 2), new Shape(1, 1, 1, 2)));
        Assert.Equal("", Of(new Unary(UnaryKind.Relu), new Shape(1, 7), new Shape(1, 7)));
    }

    private static string Convolution(Window window, int height, int width, int newHeight, int newWidth) =>
        Of(new Conv2D(window, Activation.None), new Shape(1, height, width, 2), new Shape(1, newHeight, newWidth, 5), new Shape(5, 3, 3, 2));

    private static string Of(Operator operation, Shape input, Shape output, Shape? weights = null)
    {
        var sketch = new ModelSketch();
        int[] inputs = weights is null ? [sketch.Input(ElementType.Int8, input)] : [sketch.Input(ElementType.Int8, input), sketch.Tensor(ElementType.Int8, weights.Value)];
        var result = sketch.Tensor(ElementType.Int8, output);
        return SizeArithmetic.Of(operation with { Inputs = [.. inputs], Outputs = [result] }, sketch.Build(null, result));
    }
}
