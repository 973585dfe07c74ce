using EdgeConv.Formats.TfLite;
using EdgeConv.Host.Configuration;
using EdgeConv.Host.Exchange;
using EdgeConv.Host.Failures;
using EdgeConv.Models;
using EdgeConv.Planning;
using EdgeConv.Tensors;
using EdgeConv.Tests.Formats.TfLite;

namespace EdgeConv.Tests.Host.Exchange;

/// <summary>Models that would take too much of a board.</summary>
public class ModelCandidateTests(Workplace place) : IClassFixture<Workplace>
{
    private static readonly QuantizationParameters Levels = new(1, -128);

    [Fact]
    public void A_model_that_fits_is_what_was_read()
    {
        var tried = ModelCandidate.Try(place.Model, RunSettings.Default);
        Assert.Equal(new FileInfo(place.Model).Length, tried.Bytes);
    }

    [Fact]
    public void One_that_wants_too_much_memory_is_refused_before_it_is_taken()
    {
        // One tensor has as many elements as there can be, and the picture comes on top.
        var problem = Assert.Throws<PlanException>(() => Try(side: 1440, channels: 129, kernel: 1));
        Assert.StartsWith("The model needs 261.0 MiB for its values, more than ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_would_compute_for_minutes_is_refused_before_it_runs()
    {
        var problem = Assert.Throws<CommandException>(() => Try(side: 1024, channels: 32, kernel: 16));
        Assert.Equal("The model multiplies 25.8 thousand million times for a picture; at most 20 thousand million are given.", problem.Message);
    }

    [Fact]
    public void A_run_is_broken_off_between_two_steps()
    {
        new TrialDeadline(TimeSpan.FromHours(1), 3).StepEnded(1);
        var late = new TrialDeadline(TimeSpan.Zero, 3);
        Thread.Sleep(20);
        late.StepStarts(1);
        Assert.Matches(@"^The model is too slow: 2 of 3 steps for a picture took \d+\.\d s; at most 0 s are given\.$", Assert.Throws<CommandException>(() => late.StepEnded(1)).Message);
    }

    private void Try(int side, int channels, int kernel)
    {
        var sketch = new ModelSketch();
        var picture = sketch.Input(ElementType.Int8, new Shape(1, side, side, 3), Levels);
        var filter = sketch.Tensor(ElementType.Int8, new Shape(channels, kernel, kernel, 3), new QuantizationParameters(1 / 64f, 0), new byte[channels * kernel * kernel * 3]);
        var bias = sketch.Tensor(ElementType.Int32, new Shape(channels), new QuantizationParameters(1 / 64f, 0), new byte[channels * 4]);
        var map = sketch.Tensor(ElementType.Int8, new Shape(1, side, side, channels), Levels);
        var axes = sketch.Integers(1, 2);
        var mean = sketch.Tensor(ElementType.Int8, new Shape(1, channels), Levels);
        var scores = sketch.Tensor(ElementType.Int8, new Shape(1, channels), new QuantizationParameters(1 / 256f, -128));
        Then(new Conv2D(new Window(Padding.Same, 1, 1), Activation.None), [picture, filter, bias], map);
        Then(new Reduce(ReduceKind.Mean, false), [map, axes], mean);
        Then(new Softmax(1), [mean], scores);
        ModelCandidate.Try(place.Bytes($"{side}.tflite", TfLiteWriter.Write(sketch.Build(ModelMetadata.None, scores))), RunSettings.Default);

        void Then(Operator operation, int[] inputs, int output) => sketch.Add(operation with { Index = sketch.NextOperator, Inputs = [.. inputs], Outputs = [output] });
    }
}
