using EdgeConv.Host.Files;
using EdgeConv.Host.Output;
using EdgeConv.Planning;
using EdgeConv.Vision;
using EdgeConv.Vision.Classification;

namespace EdgeConv.Host.Classification;

/// <summary>One answer for the picture as a whole.</summary>
internal sealed class PlainAnswer : IPictureAnswer
{
    private readonly ClassifyRequest _request;
    private readonly StageClock _clock;
    private readonly Plan _plan;
    private readonly ImageClassifier _classifier;

    /// <summary>Loads the model.</summary>
    public PlainAnswer(ClassifyRequest request, ClassifierOptions options, StageClock clock)
    {
        (_request, _clock) = (request, clock);
        var model = ModelFile.Load(request.Model);
        clock.Ends(Stage.Read);
        _plan = Planner.Plan(model);
        _classifier = new ImageClassifier(_plan, options);
        clock.Ends(Stage.Plan);
        Notes.Tell(_classifier.Mapping, _classifier.Labels, _classifier.ClassCount);
    }

    /// <inheritdoc/>
    public void Print(string name, Picture picture)
    {
        _classifier.Fill(picture);
        _clock.Ends(Stage.Fill);
        _classifier.Run();
        _clock.Ends(Stage.Run);
        var answer = _classifier.Read(_request.Top);
        if (_request.Json)
        {
            Console.WriteLine(JsonText.Of(new ClassifyReport(name, _request.Model ?? ModelFile.EmbeddedName, Predictions.Of(answer), null, _request.Timings ? _clock.Report() : null), ClassifyJson.Printed.ClassifyReport));
            return;
        }

        Console.WriteLine(name);
        Predictions.Print(answer);
        if (_request.Timings)
            Console.WriteLine(_clock);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _classifier.Dispose();
        _plan.Dispose();
    }
}
