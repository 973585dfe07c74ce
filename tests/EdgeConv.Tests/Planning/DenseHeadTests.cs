using EdgeConv.Execution;
using EdgeConv.Formats.TfLite;
using EdgeConv.Models;
using EdgeConv.Planning;
using EdgeConv.Planning.Dense;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Planning;

public class DenseHeadTests
{
    public static TheoryData<string> Classifiers => new(
        "coral_mobilenet_v1_0.25_128_quant.lcg",
        "coral_mobilenet_v2_1.0_224_quant.lcg",
        "coral_tf2_mobilenet_v2_1.0_224_ptq.pattern",
        "tflm_person_detect.lcg",
        "mlperf_pretrainedResnet_quant.pattern",
        "mlperf_vww_96_int8.lcg",
        "made_mobilenet_v1_1.0_224_int8pc.lcg");

    [Theory]
    [MemberData(nameof(Classifiers))]
    public void At_the_native_size_every_byte_is_that_of_the_plain_model(string recorded)
    {
        var model = TfLiteReader.Load(SharedFiles.Require("models", recorded[..recorded.LastIndexOf('.')] + ".tflite"));
        var input = File.ReadAllBytes(SharedFiles.Require("golden", "reference", "inputs", recorded + ".bin"));

        var dense = DenseHead.Rewrite(model);

        Assert.Equal(Run(model, null, input), Run(dense.Model, model.Tensors[model.Inputs[0]].Shape, input));
    }

    [Fact]
    public void On_a_larger_frame_each_place_without_padding_is_the_plain_model_on_the_crop_there()
    {
        // Windows of VALID convolutions never see padding, so that here even the larger frame is exact.
        var random = new Random(7);
        var small = new OneOperator();
        var quantization = new QuantizationParameters(0.02f, -5);
        var picture = small.Input(new Shape(1, 9, 9, 2), new sbyte[162], quantization);
        var filter = small.Constant(new Shape(6, 3, 3, 2), Bytes(random, 108), new QuantizationParameters(0.02f, 0));
        var features = small.Result(ElementType.Int8, quantization);
        var pooled = small.Result(ElementType.Int8, quantization);
        var axes = small.Constant(new Shape(2), new[] { 1, 2 });
        var matrix = small.Constant(new Shape(3, 6), Bytes(random, 18), new QuantizationParameters(0.05f, 0));
        var logits = small.Result(ElementType.Int8, new QuantizationParameters(0.04f, 9));
        var scores = small.Result(ElementType.Int8, new QuantizationParameters(1 / 256f, -128));
        small.Then(new Conv2D(new Window(Padding.Valid, 2, 2), Activation.None), [picture, filter], [features])
            .Then(new Reduce(ReduceKind.Mean, false), [features, axes], [pooled])
            .Then(new FullyConnected(Activation.None, false), [pooled, matrix], [logits])
            .Then(new Softmax(1), [logits], [scores]);
        var model = small.ToModel(scores);
        var frame = Bytes(random, 13 * 17 * 2);

        var dense = DenseHead.Rewrite(model);
        Assert.Equal((9, 9, 2, 2), (dense.NativeHeight, dense.NativeWidth, dense.StrideHeight, dense.StrideWidth));
        Assert.Equal((13, 17), dense.FrameWithin(14, 18));
        var map = Run(dense.Model, new Shape(1, 13, 17, 2), System.Runtime.InteropServices.MemoryMarshal.AsBytes(frame.AsSpan()).ToArray());

        Assert.Equal(3 * 5 * 3, map.Length);
        for (var row = 0; row < 3; row++)
        {
            for (var column = 0; column < 5; column++)
            {
                var crop = new byte[162];
                for (var y = 0; y < 9; y++)
                {
                    for (var x = 0; x < 18; x++)
                        crop[y * 18 + x] = (byte)frame[((row * 2 + y) * 17 + column * 2) * 2 + x];
                }

                Assert.Equal(Run(model, null, crop), map.AsSpan((row * 5 + column) * 3, 3).ToArray());
            }
        }
    }

    [Theory]
    [InlineData("mlperf_ad01_int8", "The model cannot run densely on larger pictures: it must have one picture as input and one output.")]
    [InlineData("coral_deeplabv3_mnv2_dm05_pascal_quant", "The model cannot run densely on larger pictures: operators[71] ARG_MAX stands between its output and a pool over the whole picture.")]
    [InlineData("atu_Mobilenet_v3_small_quant", "The model cannot run densely on larger pictures: operators[6] MEAN looks at the picture as a whole.")]
    [InlineData("tflm_mobilenet_v2_quantized_1x3x224x224", "The model cannot run densely on larger pictures: operators[0] TRANSPOSE looks at the picture as a whole.")]
    public void A_model_that_is_no_classifier_is_refused_with_the_reason(string name, string message)
    {
        var model = TfLiteReader.Load(SharedFiles.Require("models", name + ".tflite"));
        Assert.Equal(message, Assert.Throws<PlanException>(() => DenseHead.Rewrite(model)).Message);
    }

    private static byte[] Run(Model model, Shape? frame, byte[] input)
    {
        using var plan = Planner.Plan(model, new PlanOptions { InputShape = frame });
        using var session = new Session(plan);
        input.CopyTo(session.Input());
        session.Run();
        return session.Output().ToArray();
    }

    private static sbyte[] Bytes(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (sbyte)random.Next(-128, 128))];
}
