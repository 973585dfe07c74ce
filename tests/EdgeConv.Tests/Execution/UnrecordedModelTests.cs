using System.Runtime.InteropServices;
using EdgeConv.Execution;
using EdgeConv.Formats.TfLite;
using EdgeConv.Host.Verification;
using EdgeConv.Models;
using EdgeConv.Planning;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Execution;

/// <summary>Models that <c>../shared</c> has no recorded run of, against runs of tflite-micro's reference kernels (90b983c2) kept beside the tests.</summary>
public class UnrecordedModelTests
{
    private static readonly Dictionary<string, float[]> Floats = new()
    {
        ["mlperf_pretrainedResnet"] = [7.67898967e-10f, 2.14996526e-05f, 0.00542023964f, 0.0449080989f, 3.34520226e-13f, 4.10996688e-11f, 0.914692163f, 2.7706043e-10f, 0.0349580199f, 1.16322741e-11f],
        ["mlperf_vww_96_float"] = [0.993837059f, 0.00616291119f],
        ["tflm_hello_world_float"] = [0.0339912921f],
    };

    [Fact]
    public void Every_tensor_of_MobileNet_v3_is_equal_bit_for_bit()
    {
        var model = TfLiteReader.Load(SharedFiles.Require("models", "atu_Mobilenet_v3_small_quant.tflite"));
        var expected = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", "atu_Mobilenet_v3_small_quant.lcg.txt")).Select(LayerRecord.Parse).OfType<LayerRecord>().ToArray();
        var actual = LayerTrace.Of(model, [UniformFloats(224 * 224 * 3, 1)]);

        Assert.Equal(113, expected.Length);
        Assert.Equal(
            expected.Select(layer => $"{layer.Node} {layer.Operator} {layer.Tensor} {layer.Hash:x16}"),
            actual.Select(layer => $"{layer.Node} {layer.Operator} {layer.Tensor} {layer.Hash:x16}"));
    }

    [Fact]
    public void The_sine_network_answers_all_inputs_as_the_reference()
    {
        using var plan = Planner.Plan(TfLiteReader.Load(SharedFiles.Require("models", "tflm_hello_world_int8.tflite")));
        using var session = new Session(plan);
        var answers = Enumerable.Range(0, 256).Select(value =>
        {
            session.Input()[0] = (byte)value;
            session.Run();
            return session.Output()[0];
        });
        Assert.Equal(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Golden", "tflm_hello_world_int8.all256.bin")), answers);
    }

    [Fact]
    public void Split_and_concatenation_move_the_right_channels()
    {
        using var plan = Planner.Plan(TfLiteReader.Load(SharedFiles.Require("models", "coral_split_concat.tflite")));
        using var session = new Session(plan);
        var channels = plan.Inputs.Select((_, index) => plan.Model.Tensors[plan.Model.Inputs[index]].Shape[3]).ToArray();
        for (var input = 0; input < plan.Inputs.Length; input++)
        {
            for (var i = 0; i < session.Input(input).Length; i++)
                session.Input(input)[i] = (byte)(100 * input + 10 * (i % channels[input]) + i / channels[input] % 10);
        }

        session.Run();

        // Which source channel each channel of each tensor is, followed through the operators by hand.
        var tags = new Dictionary<int, int[]>();
        for (var input = 0; input < plan.Inputs.Length; input++)
            tags[plan.Model.Inputs[input]] = [.. Enumerable.Range(0, channels[input]).Select(channel => 10 * input + channel)];
        foreach (var op in plan.Model.Operators)
        {
            if (op is Concatenation { Axis: 3 or -1 })
            {
                tags[op.Outputs[0]] = [.. op.Inputs.SelectMany(input => tags[input])];
                continue;
            }

            var split = Assert.IsType<Split>(op);
            var parts = tags[op.Inputs[1]].Chunk(tags[op.Inputs[1]].Length / split.Count).ToArray();
            for (var part = 0; part < parts.Length; part++)
                tags[op.Outputs[part]] = parts[part];
        }

        for (var output = 0; output < plan.Outputs.Length; output++)
        {
            var expected = tags[plan.Model.Outputs[output]];
            var bytes = session.Output(output);
            Assert.Equal(64 * expected.Length, bytes.Length);
            for (var i = 0; i < bytes.Length; i++)
                Assert.Equal((byte)(10 * expected[i % expected.Length] + i / expected.Length % 10), bytes[i]);
        }
    }

    [Theory]
    [InlineData("mlperf_pretrainedResnet", 32 * 32 * 3, 255f)]
    [InlineData("mlperf_vww_96_float", 96 * 96 * 3, 1f)]
    [InlineData("tflm_hello_world_float", 1, 1f)]
    public void Float_models_agree_with_the_reference_within_a_hundred_thousandth(string name, int count, float range)
    {
        var expected = Floats[name];
        using var plan = Planner.Plan(TfLiteReader.Load(SharedFiles.Require("models", name + ".tflite")));
        using var session = new Session(plan);
        UniformFloats(count, range).CopyTo(session.Input());
        session.Run();
        var actual = MemoryMarshal.Cast<byte, float>(session.Output());
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.InRange(actual[i], expected[i] - 1e-5f * MathF.Abs(expected[i]), expected[i] + 1e-5f * MathF.Abs(expected[i]));
    }

    [Fact]
    public void A_float_model_with_quantized_weights_runs_as_if_they_were_stored_as_floats()
    {
        var model = TfLiteReader.Load(SharedFiles.Require("models", "mlperf_kws_ref_model_float32.tflite"));
        var input = UniformFloats(490, 1);
        var widened = model with { Tensors = [.. model.Tensors.Select(tensor => tensor is { IsConstant: true, Type: ElementType.Int8 } ? Widened(tensor) : tensor)] };
        Assert.Equal(5, model.Tensors.Zip(widened.Tensors).Count(pair => pair.First != pair.Second));

        Assert.Equal(LayerTrace.Outputs(widened, [input])[0], LayerTrace.Outputs(model, [input])[0]);
    }

    private static ModelTensor Widened(ModelTensor tensor)
    {
        var quantization = tensor.Quantization!;
        Assert.False(quantization.IsPerChannel);
        var values = tensor.Data!.Value.ToArray().Select(value => quantization.Scale * ((sbyte)value - quantization.ZeroPoint)).ToArray();
        return tensor with { Type = ElementType.Float32, Quantization = null, Data = MemoryMarshal.AsBytes(values.AsSpan()).ToArray() };
    }

    /// <summary>state = state * 1664525 + 1013904223 mod 2^32 from 12345; the value is the upper 24 bits over 2^24, times the range.</summary>
    private static byte[] UniformFloats(int count, double range)
    {
        var values = new float[count];
        var state = 12345u;
        foreach (ref var value in values.AsSpan())
        {
            state = state * 1664525 + 1013904223;
            value = (float)((state >> 8) / 16777216.0 * range);
        }

        return MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
    }
}
