using EdgeConv.Formats.TfLite;

namespace EdgeConv.Tests.Execution;

/// <summary>Convolutions of real models for the C library's tests, where a folder for them is named.</summary>
public class LayerRecordingTests
{
    private const string Folder = "EDGECONV_RECORD_LAYERS";

    [Theory]
    [InlineData("mlperf_vww_96_int8")]
    [InlineData("mlperf_pretrainedResnet_quant")]
    [InlineData("coral_tf2_mobilenet_v2_1.0_224_ptq")]
    [InlineData("made_mobilenet_v1_1.0_224_int8pc")]
    [InlineData("coral_mobilenet_v2_1.0_224_quant")]
    public void The_convolutions_of_a_model_are_written_down(string name)
    {
        var folder = Environment.GetEnvironmentVariable(Folder);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"{Folder} names no folder");
        var model = TfLiteReader.Load(SharedFiles.Require("models", name + ".tflite"));
        var input = Directory.GetFiles(SharedFiles.Require("golden", "reference", "inputs"), name + ".*.bin").Order(StringComparer.Ordinal).First();
        var recorded = Path.GetFileNameWithoutExtension(input);
        var outputs = SharedFiles.Require("golden", "reference", "outputs");
        var expected = new[] { "tflm-ref", "tflite-ref" }.Select(reference => Path.Combine(outputs, $"{recorded}.{reference}.bin")).First(File.Exists);

        using var file = File.Create(Path.Combine(folder!, name + ".layers"));
        Assert.Equal(File.ReadAllBytes(expected), LayerRecording.Write(model, File.ReadAllBytes(input), file));
    }
}
