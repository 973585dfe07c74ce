using System.Runtime.InteropServices;
using EdgeConv.Formats.TfLite;
using EdgeConv.Formats.TfLite.Operators;

namespace EdgeConv.Tests.Formats.TfLite;

public class TfLiteWriterTests
{
    private const int Models = 2000;

    [Fact]
    public void What_is_written_reads_back_as_an_equal_model()
    {
        for (var seed = 0; seed < Models; seed++)
        {
            var model = RandomModel.Make(seed);
            try
            {
                ModelEquality.AssertEqual(model, TfLiteReader.Read(TfLiteWriter.Write(model)));
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"seed {seed}: {exception.Message}", exception);
            }
        }
    }

    [Fact]
    public void Random_models_use_every_operator_of_the_table()
    {
        var used = Enumerable.Range(0, Models).SelectMany(seed => RandomModel.Make(seed).Operators).Select(operation => operation.Name).ToHashSet();

        Assert.Empty(OperatorTable.All.Select(form => form.Name).Except(used));
    }

    [Fact]
    public void The_same_model_gives_the_same_bytes() => Assert.Equal(TfLiteWriter.Write(RandomModel.Make(5)), TfLiteWriter.Write(RandomModel.Make(5)));

    [Fact]
    public void Constants_stand_at_multiples_of_16()
    {
        var bytes = TfLiteWriter.Write(RandomModel.Make(3));

        foreach (var tensor in TfLiteReader.Read(bytes).Tensors.Where(tensor => tensor.IsConstant))
        {
            Assert.True(MemoryMarshal.TryGetArray(tensor.Data!.Value, out var segment));
            Assert.Equal(0, segment.Offset % 16);
        }
    }

    [Theory]
    [InlineData("coral_tf2_mobilenet_v2_1.0_224_ptq")]
    [InlineData("coral_deeplabv3_mnv2_dm05_pascal_quant")]
    [InlineData("atu_Mobilenet_v3_small_quant")]
    [InlineData("mlperf_kws_ref_model_float32")]
    [InlineData("tflm_person_detect")]
    public void A_published_model_survives_being_written(string name)
    {
        var model = TfLiteReader.Load(SharedFiles.Require("models", name + ".tflite"));

        ModelEquality.AssertEqual(model, TfLiteReader.Read(TfLiteWriter.Write(model)));
    }

    [Fact]
    public void A_model_is_written_to_a_stream()
    {
        using var stream = new MemoryStream();
        var model = RandomModel.Make(1);

        TfLiteWriter.Write(model, stream);

        Assert.Equal(TfLiteWriter.Write(model), stream.ToArray());
    }
}
