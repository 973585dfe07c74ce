using System.Runtime.CompilerServices;
using EdgeConv.Formats.TfLite;
using EdgeConv.Formats.TfLite.FlatBuffers;
using EdgeConv.Models;
using EdgeConv.Tensors;
using static EdgeConv.Tests.Formats.TfLite.RawModel;

namespace EdgeConv.Tests.Formats.TfLite;

public class TfLiteReaderTests
{
    [Fact]
    public void A_missing_file_is_named()
    {
        var exception = Assert.Throws<FileNotFoundException>(() => TfLiteReader.Load("/no/such/model.tflite"));

        Assert.Equal("There is no model file \"/no/such/model.tflite\".", exception.Message);
    }

    [Fact]
    public void An_empty_file_is_refused()
    {
        using var file = new TemporaryFile([]);

        Assert.Equal("file: is empty", Assert.Throws<ModelFormatException>(() => TfLiteReader.Load(file.Path)).Message);
    }

    [Fact]
    public void Constants_of_a_mapped_file_stay_readable_while_a_tensor_is_held()
    {
        var model = RandomModel.Make(3);
        using var file = new TemporaryFile(TfLiteWriter.Write(model));
        var data = LoadOneConstant(file.Path, out var index);
        for (var times = 0; times < 3; times++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.True(data.Span.SequenceEqual(model.Tensors[index].Data!.Value.Span));
    }

    [Fact]
    public void A_loaded_file_equals_the_same_bytes_read_from_memory()
    {
        var bytes = TfLiteWriter.Write(RandomModel.Make(4));
        using var file = new TemporaryFile(bytes);

        ModelEquality.AssertEqual(TfLiteReader.Read(bytes), TfLiteReader.Load(file.Path));
    }

    [Fact]
    public void Data_behind_the_flat_buffer_is_found_by_its_offset()
    {
        var model = new RawModel();
        var length = Behind(model, 0).Length;
        byte[] bytes = [.. Behind(new RawModel(), length), 1, 2, 3, 4, 5, 6];

        Assert.Equal([1, 2, 3, 4, 5, 6], TfLiteReader.Read(bytes).Tensors[1].Data!.Value.ToArray());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    [InlineData(77)]
    public void The_channels_of_weights_are_known_from_the_operator_whatever_the_file_says(int axis)
    {
        var model = new RawModel();
        model.Tensors[1].Node(4, Quantization(3).Int32(6, axis));

        Assert.Equal(0, TfLiteReader.Read(model.Write()).Tensors[1].Quantization!.Axis);
    }

    [Fact]
    public void Zero_points_left_out_are_zeros()
    {
        var model = new RawModel();
        model.Tensors[1].Node(4, new TableNode().Node(2, Floats(1, 2, 3)));

        Assert.Equal(new QuantizationParameters([1, 2, 3], [0, 0, 0], 0), TfLiteReader.Read(model.Write()).Tensors[1].Quantization);
    }

    [Fact]
    public void A_tensor_without_scales_is_not_quantized()
    {
        var model = new RawModel();
        model.Tensors[0].Node(4, new TableNode().Node(3, Longs(7)));

        Assert.Null(TfLiteReader.Read(model.Write()).Tensors[0].Quantization);
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(0, 3)]
    [InlineData(3, 3)]
    public void The_larger_of_both_operator_numbers_is_meant(sbyte deprecated, int current)
    {
        var model = new RawModel { Code = new TableNode().Int8(0, deprecated).Int32(3, current) };

        Assert.IsType<Conv2D>(TfLiteReader.Read(model.Write()).Operators[0]);
    }

    [Fact]
    public void A_tensor_of_an_unsupported_type_that_nothing_uses_keeps_its_number_and_is_empty()
    {
        var model = new RawModel();
        model.Tensors.Add(Tensor(5, 0, [3], null));

        var tensor = TfLiteReader.Read(model.Write()).Tensors[4];

        Assert.Equal(new Shape(0), tensor.Shape);
        Assert.False(tensor.IsConstant);
    }

    [Fact]
    public void A_list_without_elements_that_no_operator_writes_is_a_constant()
    {
        var sketch = new ModelSketch();
        var input = sketch.Input(ElementType.Int8, new Shape(1), new QuantizationParameters(1, 0));
        var output = sketch.Tensor(ElementType.Int8, Shape.Scalar, new QuantizationParameters(1, 0));
        sketch.Add(new Reshape([]) { Index = 0, Inputs = [input, sketch.Integers()], Outputs = [output] });

        var shape = TfLiteReader.Read(TfLiteWriter.Write(sketch.Build(null, output))).Tensors[2];

        Assert.True(shape.IsConstant);
        Assert.True(shape.Data!.Value.IsEmpty);
    }

    [Fact]
    public void The_depth_multiplier_comes_from_the_shapes()
    {
        var model = new RawModel { Code = new TableNode().Int8(0, 4) };
        model.Tensors[1].Node(0, Integers(1, 1, 1, 6)).Node(4, Quantization(6));
        model.Tensors[2] = Tensor(2, 2, [6], null);
        model.Buffers[2] = Buffer(24);
        model.Options.Int32(3, 99);
        model.Operator.UInt8(3, 2);

        Assert.Equal(3, Assert.IsType<DepthwiseConv2D>(TfLiteReader.Read(model.Write()).Operators[0]).DepthMultiplier);
    }

    // Its own frame, so that nothing but the result is left of the model.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ReadOnlyMemory<byte> LoadOneConstant(string path, out int index)
    {
        var tensor = TfLiteReader.Load(path).Tensors.First(tensor => tensor.IsConstant);
        index = tensor.Index;
        return tensor.Data!.Value;
    }

    private static byte[] Behind(RawModel model, int offset)
    {
        // The offset is a 64-bit field of which the high half is 0, and so is the size's.
        model.Buffers[1] = new TableNode().Int32(1, offset, -1).Int32(17, 0, -1).Int32(2, 6, -1).Int32(18, 0, -1);
        return model.Write();
    }

    private sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(byte[] bytes)
        {
            Path = System.IO.Path.GetTempFileName();
            File.WriteAllBytes(Path, bytes);
        }

        public string Path { get; }

        public void Dispose() => File.Delete(Path);
    }
}
