using System.Runtime.InteropServices;
using EdgeConv.Execution;
using EdgeConv.Formats.TfLite;
using EdgeConv.Host.Verification;
using EdgeConv.Planning;

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

        // Every output element must carry the tag (input, channel) of a single source channel and the pixel number it stands at.
        for (var output = 0; output < plan.Outputs.Length; output++)
        {
            var depth = plan.Model.Tensors[plan.Model.Outputs[output]].Shape[3];
            var bytes = session.Output(output);
            for (var i = 0; i < bytes.Length; i++)
            {
                Assert.Equal(bytes[i % depth] / 10, bytes[i] / 10);
                Assert.Equal(i / depth % 10, bytes[i] % 10);
            }
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
    public void A_float_model_with_quantized_weights_agrees_with_its_int8_form()
    {
        // Weights are made real when the model is planned; the int8 model is the same network after quantization of activations too.
        using var realPlan = Planner.Plan(TfLiteReader.Load(SharedFiles.Require("models", "mlperf_kws_ref_model_float32.tflite")));
        using var int8Plan = Planner.Plan(TfLiteReader.Load(SharedFiles.Require("models", "mlperf_kws_ref_model.tflite")));
        using var real = new Session(realPlan);
        using var int8 = new Session(int8Plan);
        var input = int8Plan.Model.InputTensors.Single().Quantization!;
        foreach (var recorded in new[] { "lcg", "pattern" })
        {
            var bytes = File.ReadAllBytes(SharedFiles.Require("golden", "reference", "inputs", $"mlperf_kws_ref_model.{recorded}.bin"));
            bytes.CopyTo(int8.Input());
            var reals = MemoryMarshal.Cast<byte, float>(real.Input());
            for (var i = 0; i < reals.Length; i++)
                reals[i] = input.Scale * ((sbyte)bytes[i] - input.ZeroPoint);
            int8.Run();
            real.Run();

            var scores = MemoryMarshal.Cast<byte, float>(real.Output());
            for (var i = 0; i < scores.Length; i++)
                Assert.InRange(scores[i], ((sbyte)int8.Output()[i] + 128) / 256f - 0.1f, ((sbyte)int8.Output()[i] + 128) / 256f + 0.1f);
        }
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
