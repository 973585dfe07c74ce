using EdgeConv.Models;
using EdgeConv.Tensors;
using EdgeConv.Tests.Formats.TfLite;
using EdgeConv.Tests.Host;
using EdgeConv.Vision;
using EdgeConv.Vision.Classification;
using EdgeConv.Vision.Preprocessing;

namespace EdgeConv.Tests.Vision.Classification;

public class PixelMappingTests
{
    private static readonly Shape OnePixel = new(1, 1, 1, 3);
    private static readonly ModelMetadata Symmetric = new("", new PixelNormalization([127.5f], [127.5f]), []);

    [Fact]
    public void A_float_model_is_fed_as_asked_by_its_metadata_or_by_its_first_operator()
    {
        AssertReals(TinyModels.Reals(OnePixel), PixelScaling.By(new InputNormalization(10, 5)), "as asked", [-2, 18, 49]);
        AssertReals(TinyModels.Reals(OnePixel), PixelScaling.Raw, "pixel values as they are, as asked", [0, 100, 255]);
        AssertReals(TinyModels.Reals(OnePixel) with { Metadata = Symmetric }, PixelScaling.Auto, "by the model's metadata", [-1, -0.215686f, 1]);
        AssertReals(Quantizing(new QuantizationParameters(2, 28)), PixelScaling.Auto, "by the quantization the model's first operator applies", [-312, -112, 198]);
    }

    [Fact]
    public void A_float_model_that_says_nothing_is_fed_0_to_1_and_that_is_a_guess()
    {
        var mapping = AssertReals(TinyModels.Reals(OnePixel), PixelScaling.Auto, "0 to 1, for the model does not say", [0, 0.392157f, 1]);
        Assert.True(mapping.IsGuess);
    }

    [Fact]
    public void A_quantized_model_is_fed_as_asked_by_its_metadata_or_over_its_whole_range()
    {
        AssertBytes(TinyModels.Quantized(OnePixel), PixelScaling.By(new InputNormalization(0, 5)), "as asked", [0x80, 168, 230]);
        AssertBytes(TinyModels.Quantized(OnePixel), PixelScaling.Raw, "raw bytes, as asked", [0, 100, 255]);
        AssertBytes(TinyModels.Quantized(OnePixel, ElementType.UInt8, Symmetric), PixelScaling.Auto, "by the model's metadata", [0, 0, 2]);
        AssertBytes(TinyModels.Quantized(OnePixel), PixelScaling.Auto, "pixel 0 to 255 over the input's whole range (from its quantization)", [0x80, 228, 127]);
        AssertBytes(TinyModels.Quantized(OnePixel, ElementType.UInt8), PixelScaling.Auto, "pixel 0 to 255 over the input's whole range (from its quantization)", [0, 100, 255]);
    }

    [Fact]
    public void One_channel_is_grey_and_three_have_the_order_asked_for()
    {
        var options = new ClassifierOptions { Order = ChannelOrder.Bgr };
        Assert.Equal(ChannelOrder.Bgr, PixelMapping.For(TinyModels.Quantized(OnePixel), options).Filler.Order);
        Assert.Equal(ChannelOrder.Grey, PixelMapping.For(TinyModels.Quantized(new Shape(1, 1, 1, 1)), options).Filler.Order);
    }

    [Fact]
    public void A_model_that_takes_no_picture_is_refused()
    {
        AssertRefused("The model takes int8 1x8, which is no single picture (1 x height x width x 1 or 3). Feed it raw bytes with `edgeconv infer`.", TinyModels.Quantized(new Shape(1, 8)));
        AssertRefused("The model takes int8 1x8x8x2, which is no single picture (1 x height x width x 1 or 3). Feed it raw bytes with `edgeconv infer`.", TinyModels.Quantized(new Shape(1, 8, 8, 2)));
        AssertRefused("The model takes int16 values, which pixels cannot fill; int8, uint8 and float32 can be.", TinyModels.One(ElementType.Int16, null, OnePixel, new Unary(UnaryKind.Relu), null));
        AssertRefused("The model takes nothing, where a picture is needed.", new ModelSketch().Build());
    }

    [Fact]
    public void A_real_value_needs_a_scale()
    {
        var model = TinyModels.One(ElementType.Int8, null, OnePixel, new Unary(UnaryKind.Relu), null);
        AssertRefused("The model's input is int8 without a scale, so that no real value can be put into it; use raw pixel bytes.", model, PixelScaling.By(InputNormalization.ZeroToOne));
    }

    private static PixelMapping AssertReals(Model model, PixelScaling scaling, string reason, float[] expected)
    {
        var mapping = PixelMapping.For(model, new ClassifierOptions { Scaling = scaling });
        var values = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(Fill(mapping)).ToArray();
        Assert.Equal(reason, mapping.Reason);
        Assert.Equal(expected.Length, values.Length);
        Assert.All(expected.Zip(values), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        return mapping;
    }

    private static void AssertBytes(Model model, PixelScaling scaling, string reason, byte[] expected)
    {
        var mapping = PixelMapping.For(model, new ClassifierOptions { Scaling = scaling });
        Assert.Equal((reason, false), (mapping.Reason, mapping.IsGuess));
        Assert.Equal(expected, Fill(mapping));
    }

    private static byte[] Fill(PixelMapping mapping)
    {
        var tensor = new byte[mapping.Filler.BytesPerPixel];
        mapping.Filler.Fill(new Picture(1, 1, [0, 100, 255]), tensor);
        return tensor;
    }

    private static void AssertRefused(string message, Model model, PixelScaling? scaling = null) =>
        Assert.Equal(message, Assert.Throws<NotAPictureModelException>(() => PixelMapping.For(model, new ClassifierOptions { Scaling = scaling ?? PixelScaling.Auto })).Message);

    private static Model Quantizing(QuantizationParameters quantization)
    {
        var sketch = new ModelSketch();
        var input = sketch.Input(ElementType.Float32, OnePixel);
        var output = sketch.Tensor(ElementType.Int8, OnePixel, quantization);
        sketch.Add(new Unary(UnaryKind.Quantize) { Inputs = [input], Outputs = [output] });
        return sketch.Build(null, output);
    }
}
