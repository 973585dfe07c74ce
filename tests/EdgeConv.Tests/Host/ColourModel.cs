using System.Collections.Immutable;
using EdgeConv.Formats.TfLite;
using EdgeConv.Models;
using EdgeConv.Tensors;
using EdgeConv.Tests.Formats.TfLite;

namespace EdgeConv.Tests.Host;

/// <summary>A classifier of 8x8 pictures into red, green and blue: a convolution that halves, the mean of the picture, a matrix product, a softmax.</summary>
internal static class ColourModel
{
    public static readonly ImmutableArray<string> Labels = ["red", "green", "blue"];

    private static readonly QuantizationParameters Levels = new(1, -128);

    public static Model Build(ModelMetadata? metadata = null)
    {
        var sketch = new ModelSketch();
        var picture = sketch.Input(ElementType.Int8, new Shape(1, 8, 8, 3), Levels);
        var filter = sketch.Tensor(ElementType.Int8, new Shape(3, 2, 2, 3), new QuantizationParameters(1 / 64f, 0), Each(channel => Enumerable.Range(0, 12).Select(i => (byte)(i % 3 == channel ? 16 : 0))));
        var bias = sketch.Tensor(ElementType.Int32, new Shape(3), new QuantizationParameters(1 / 64f, 0), new byte[12]);
        var halved = sketch.Tensor(ElementType.Int8, new Shape(1, 4, 4, 3), Levels);
        var axes = sketch.Integers(1, 2);
        var mean = sketch.Tensor(ElementType.Int8, new Shape(1, 3), Levels);
        var matrix = sketch.Tensor(ElementType.Int8, new Shape(3, 3), new QuantizationParameters(1 / 1024f, 0), Each(channel => Enumerable.Range(0, 3).Select(i => (byte)(i == channel ? 64 : 0))));
        var logits = sketch.Tensor(ElementType.Int8, new Shape(1, 3), new QuantizationParameters(1 / 16f, -128));
        var scores = sketch.Tensor(ElementType.Int8, new Shape(1, 3), new QuantizationParameters(1 / 256f, -128));
        Then(sketch, new Conv2D(new Window(Padding.Same, 2, 2), Activation.None), [picture, filter, bias], halved);
        Then(sketch, new Reduce(ReduceKind.Mean, false), [halved, axes], mean);
        Then(sketch, new FullyConnected(Activation.None, false), [mean, matrix, Operator.Absent], logits);
        Then(sketch, new Softmax(1), [logits], scores);
        return sketch.Build(metadata ?? new ModelMetadata("colours", null, Labels), scores);
    }

    /// <summary>Writes the model without labels.</summary>
    public static void Save(string path) => File.WriteAllBytes(path, TfLiteWriter.Write(Build(ModelMetadata.None)));

    private static void Then(ModelSketch sketch, Operator operation, int[] inputs, int output) =>
        sketch.Add(operation with { Index = sketch.NextOperator, Inputs = [.. inputs], Outputs = [output] });

    private static byte[] Each(Func<int, IEnumerable<byte>> weights) => [.. Enumerable.Range(0, 3).SelectMany(weights)];
}
