using EdgeConv.Host.Failures;
using EdgeConv.Host.Verification;
using EdgeConv.Tensors;
using RecordedCase = EdgeConv.Host.Verification.Reference;

namespace EdgeConv.Tests.Host.Verification;

public sealed class ReferenceTests : IDisposable
{
    private readonly Workplace _place = new();
    private readonly Models.Model _model = TinyModels.Quantized(new Shape(1, 4));
    private readonly LayerRecord _layer = new(0, "RELU", 1, "INT8", "1x4", 7, "t1");

    public void Dispose() => _place.Dispose();

    [Fact]
    public void What_is_saved_is_loaded()
    {
        new RecordedCase("built-in", [[1, 2, 3, 4]], [_layer]).Save(_place.At("record"), "some/m.v2.tflite");
        var loaded = Assert.Single(RecordedCase.Load(_place.At("record"), "m.v2.tflite", _model));
        Assert.Equal("built-in", loaded.Case);
        Assert.Equal([1, 2, 3, 4], Assert.Single(loaded.Inputs));
        Assert.Equal([_layer], loaded.Layers);
    }

    [Fact]
    public void Records_of_a_model_with_a_longer_name_are_left_alone()
    {
        new RecordedCase("a", [[1, 2, 3, 4]], [_layer]).Save(_place.Folder, "m.v2.tflite");
        Assert.StartsWith($"{_place.Folder}: nothing recorded for m (no tensors/m.CASE.txt).", Assert.Throws<CommandException>(() => RecordedCase.Load(_place.Folder, "m.tflite", _model)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cases_come_in_the_order_of_their_names()
    {
        foreach (var name in new[] { "lcg", "built-in", "pattern" })
            new RecordedCase(name, [[1, 2, 3, 4]], [_layer]).Save(_place.Folder, "m.tflite");
        Assert.Equal(["built-in", "lcg", "pattern"], RecordedCase.Load(_place.Folder, "m.tflite", _model).Select(loaded => loaded.Case));
    }

    [Fact]
    public void A_record_that_does_not_fit_is_refused()
    {
        var record = _place.Lines("tensors/m.a.txt", "no record");
        var input = _place.At("inputs", "m.a.bin");
        AssertRefused($"{input}: missing; it should hold the input bytes that {record} was recorded with.");
        _place.Bytes("inputs/m.a.bin", 1, 2, 3);
        AssertRefused($"{input}: 3 bytes, but the model's inputs are 4 bytes.");
        _place.Bytes("inputs/m.a.bin", 1, 2, 3, 4);
        AssertRefused($"{record}: no line of the form node=0 op=CONV_2D tensor=58 … fnv64=….");
    }

    private void AssertRefused(string message) => Assert.Equal(message, Assert.Throws<CommandException>(() => RecordedCase.Load(_place.Folder, "m.tflite", _model)).Message);
}
