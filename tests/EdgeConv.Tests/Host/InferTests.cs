using EdgeConv.Formats.TfLite;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Host;

public sealed class InferTests : IClassFixture<Workplace>
{
    private readonly Workplace _place;
    private readonly string _model;
    private readonly string _input;

    public InferTests(Workplace place)
    {
        _place = place;
        // Zero point 3: what is below becomes 3.
        _model = place.Bytes("relu.tflite", TfLiteWriter.Write(TinyModels.One(ElementType.Int8, new QuantizationParameters(0.5f, 3), new Shape(1, 4), new Unary(UnaryKind.Relu), null)));
        _input = place.Bytes("in.bin", 0x80, 2, 4, 127);
    }

    [Fact]
    public void Bytes_go_in_and_out()
    {
        byte[] expected = [3, 3, 4, 127];
        var output = _place.At("out.bin");
        Assert.Equal("", ProgramRun.Of("infer", _model, "--input", _input, "--output", output).AssertSucceeds().Text);
        Assert.Equal(expected, File.ReadAllBytes(output));
        Assert.Equal(expected, ProgramRun.With(File.ReadAllBytes(_input), "infer", _model, "-i", "-", "-o", "-").AssertSucceeds().Output);
    }

    [Fact]
    public void Inputs_of_another_size_are_refused()
    {
        var few = _place.Bytes("few.bin", 1, 2, 3);
        var many = _place.Bytes("many.bin", 1, 2, 3, 4, 5);
        ProgramRun.Of("infer", _model, "-i", few, "-o", "-").AssertFails($"{few}: 3 bytes, but the input int8 1x4 is 4 bytes.");
        ProgramRun.Of("infer", _model, "-i", many, "-o", "-").AssertFails($"{many}: more than 4 bytes, but the input int8 1x4 is 4 bytes.");
        ProgramRun.With([], "infer", _model, "-i", "-", "-o", "-").AssertFails("standard input: 0 bytes, but the input int8 1x4 is 4 bytes.");
    }

    [Fact]
    public void Another_number_of_files_than_the_model_has_is_refused()
    {
        ProgramRun.Of("infer", _model, "-i", _input, _input, "-o", "-").AssertFails($"{_model} has 1 input (int8 1x4), but 2 --input given.");
        ProgramRun.Of("infer", _model, "-i", _input, "-o", "a", "b").AssertFails($"{_model} has 1 output (int8 1x4), but 2 --output given.");
    }

    [Fact]
    public void Inputs_that_cannot_be_read_are_told()
    {
        ProgramRun.Of("infer", _model, "-i", _place.Folder, "-o", "-").AssertFails($"{_place.Folder}: this is a folder, not a file.");
        ProgramRun.Of("infer", _model, "-i", _place.At("none"), "-o", "-").AssertFails($"{_place.At("none")}: there is no such file. Check the spelling and the current folder.");
    }

    [Fact]
    public void Outputs_that_cannot_be_written_are_told()
    {
        ProgramRun.Of("infer", _model, "-i", _input, "-o", _place.Folder).AssertFails($"{_place.Folder}: this is a folder; name a file to write.");
        ProgramRun.Of("infer", _model, "-i", _input, "-o", _place.At("no", "out")).AssertFails($"{_place.At("no", "out")}: there is no folder of that name to write into.");
        Assert.SkipUnless(File.Exists("/dev/full"), "needs /dev/full");
        ProgramRun.Of("infer", _model, "-i", _input, "-o", "/dev/full").AssertFails("/dev/full: it cannot be written: No space left on device : '/dev/full'");
        Assert.True(File.Exists("/dev/full"));
    }
}
