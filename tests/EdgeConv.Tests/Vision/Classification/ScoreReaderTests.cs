using System.Runtime.InteropServices;
using EdgeConv.Models;
using EdgeConv.Tensors;
using EdgeConv.Tests.Host;
using EdgeConv.Vision.Classification;

namespace EdgeConv.Tests.Vision.Classification;

public class ScoreReaderTests
{
    private static readonly QuantizationParameters Probabilities = new(1 / 256f, -128);

    [Fact]
    public void Values_after_a_softmax_or_logistic_are_probabilities_already()
    {
        foreach (var end in new Operator[] { new Softmax(1), new Unary(UnaryKind.Logistic) })
            Assert.Equal([0.5f, 0.25f, 0.25f], Read(TinyModels.One(ElementType.Int8, Probabilities, new Shape(1, 3), end, null), 0, 0xC0, 0xC0));
    }

    [Fact]
    public void Other_values_are_logits_and_become_probabilities()
    {
        var scores = Read(TinyModels.Quantized(new Shape(1, 3), ElementType.UInt8), 4, 2, 0);
        var sum = MathF.Exp(2) + MathF.Exp(1) + 1;
        Assert.Equal(MathF.Exp(2) / sum, scores[0], 1e-6);
        Assert.Equal(MathF.Exp(1) / sum, scores[1], 1e-6);
        Assert.Equal(1, scores.Sum(), 1e-6);
    }

    [Fact]
    public void Large_logits_do_not_overflow()
    {
        var logits = MemoryMarshal.AsBytes<float>(new[] { 1e30f, 0, -1e30f }).ToArray();
        Assert.Equal([1, 0, 0], Read(TinyModels.Reals(new Shape(1, 3)), logits));
    }

    [Fact]
    public void Each_place_of_a_map_is_a_distribution_of_its_own()
    {
        var reader = new ScoreReader(TinyModels.Quantized(new Shape(1, 1, 2, 2)));
        Assert.Equal((2, 2), (reader.ClassCount, reader.Positions));
        Assert.Equal([0.5f, 0.5f, 0.5f, 0.5f], Read(TinyModels.Quantized(new Shape(1, 1, 2, 2)), 9, 9, 200, 200));
    }

    [Fact]
    public void An_output_of_other_values_is_refused()
    {
        var model = TinyModels.One(ElementType.Int32, null, new Shape(1, 3), new Unary(UnaryKind.Relu), null);
        Assert.Equal("The model gives int32 1x3, which is no list of class scores. Read its raw bytes with `edgeconv infer`.", Assert.Throws<NotAPictureModelException>(() => new ScoreReader(model)).Message);
    }

    private static float[] Read(Model model, params byte[] output)
    {
        var reader = new ScoreReader(model);
        var scores = new float[reader.Positions * reader.ClassCount];
        reader.Read(output, scores);
        return scores;
    }
}
