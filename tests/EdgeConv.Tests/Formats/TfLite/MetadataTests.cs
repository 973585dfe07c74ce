using System.IO.Compression;
using System.Text;
using EdgeConv.Formats.TfLite;
using EdgeConv.Formats.TfLite.Metadata;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Formats.TfLite;

public class MetadataTests
{
    [Fact]
    public void A_published_model_brings_its_normalization_and_its_labels()
    {
        var metadata = TfLiteReader.Load(SharedFiles.Require("models", "coral_tf2_mobilenet_v2_1.0_224_ptq.tflite")).Metadata;

        Assert.Equal(1001, metadata.Labels.Length);
        Assert.Equal("background", metadata.Labels[0]);
        Assert.Equal("toilet tissue, toilet paper, bathroom tissue", metadata.Labels[1000]);
        Assert.Equal([127.5f], metadata.Normalization!.Mean);
        Assert.Equal([127.5f], metadata.Normalization.StandardDeviation);
    }

    [Fact]
    public void A_model_without_metadata_has_none()
    {
        var model = TfLiteReader.Load(SharedFiles.Require("models", "mlperf_vww_96_int8.tflite"));

        Assert.Same(ModelMetadata.None, model.Metadata);
    }

    [Fact]
    public void Labels_keep_blank_lines_and_lose_carriage_returns_and_the_byte_order_mark()
    {
        var file = Pack("labels.txt", "\uFEFFa\r\n\r\nb\r\n");

        Assert.Equal(["a", "", "b"], PackedLabels.Read(file, "labels.txt"));
    }

    [Fact]
    public void A_label_file_that_is_not_packed_gives_no_labels()
    {
        Assert.Empty(PackedLabels.Read(Pack("other.txt", "a"), "labels.txt"));
        Assert.Empty(PackedLabels.Read(new byte[100], "labels.txt"));
    }

    [Fact]
    public void A_label_file_of_more_than_4_megabytes_is_refused()
    {
        var file = Pack("labels.txt", new string('a', PackedLabels.MaxBytes + 1));

        Assert.InRange(file.Length, 1, 10_000);
        var exception = Assert.Throws<ModelFormatException>(() => PackedLabels.Read(file, "labels.txt"));
        Assert.Equal("packed files: \"labels.txt\" has more than 4194304 bytes", exception.Message);
    }

    [Fact]
    public void A_label_file_that_states_a_smaller_size_than_it_has_is_unpacked_to_that_size()
    {
        var file = Pack("labels.txt", new string('a', 1_000_000));
        var stated = BitConverter.GetBytes(1_000_000);
        for (var at = file.AsSpan().IndexOf(stated); at >= 0; at = file.AsSpan().IndexOf(stated))
            BitConverter.GetBytes(10).CopyTo(file, at);

        Assert.Equal([new string('a', 10)], PackedLabels.Read(file, "labels.txt"));
    }

    [Fact]
    public void One_mean_or_deviation_stands_for_all_channels()
    {
        var sketch = new ModelSketch();
        var input = sketch.Input(ElementType.Float32, new Shape(1, 2, 2, 3));
        var output = sketch.Tensor(ElementType.Float32, new Shape(1, 2, 2, 3));
        sketch.Add(new Unary(UnaryKind.Relu) { Index = 0, Inputs = [input], Outputs = [output] });
        var metadata = new ModelMetadata("", new PixelNormalization([1, 2, 3], [4]), []);

        var read = TfLiteReader.Read(TfLiteWriter.Write(sketch.Build(metadata, output))).Metadata.Normalization!;

        Assert.Equal([1f, 2f, 3f], read.Mean);
        Assert.Equal([4f, 4f, 4f], read.StandardDeviation);
    }

    private static byte[] Pack(string name, string text)
    {
        using var stream = new MemoryStream();
        stream.Write(new byte[1000]);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry(name).Open();
            entry.Write(Encoding.UTF8.GetBytes(text));
        }

        return stream.ToArray();
    }
}
