using System.Globalization;
using EdgeConv.Host.Files;
using EdgeConv.Host.Output;
using EdgeConv.Vision;
using EdgeConv.Vision.Classification;
using EdgeConv.Vision.Encoding;

namespace EdgeConv.Host.Classification;

/// <summary>A map of answers: one for every place of the picture.</summary>
internal sealed class DenseAnswer : IPictureAnswer
{
    private readonly ClassifyRequest _request;
    private readonly StageClock _clock;
    private readonly DenseClassifier _classifier;
    private bool _notesTold;

    /// <summary>Loads the model and rewrites its head.</summary>
    public DenseAnswer(ClassifyRequest request, ClassifierOptions options, StageClock clock)
    {
        (_request, _clock) = (request, clock);
        var model = ModelFile.Load(request.Model);
        clock.Ends(Stage.Read);
        _classifier = new DenseClassifier(model, options);
        clock.Ends(Stage.Plan);
    }

    /// <inheritdoc/>
    public void Print(string name, Picture picture)
    {
        var map = _classifier.Classify(picture);
        _clock.Ends(Stage.Run);
        if (!_notesTold)
            Notes.Tell(_classifier.Mapping!, map.Labels, map.ClassCount);
        _notesTold = true;
        var answer = map.Overall(_request.Top);
        if (_request.HeatMap is { } path)
            OutputFile.Write(path, PngEncoder.Encode(HeatMap.Draw(map, answer.Best.Index, _classifier.Frame.Width, _classifier.Frame.Height)));
        if (_request.Json)
        {
            Console.WriteLine(JsonText.Of(
                new ClassifyReport(name, _request.Model ?? ModelFile.EmbeddedName, Predictions.Of(answer), Report(map), _request.Timings ? _clock.Report() : null),
                ClassifyJson.Printed.ClassifyReport));
            return;
        }

        Console.WriteLine($"{name}: {map.Rows} x {map.Columns} places of {_classifier.Native.Width}x{_classifier.Native.Height} in a frame of {_classifier.Frame.Width}x{_classifier.Frame.Height}");
        Predictions.Print(answer);
        for (var row = 0; row < map.Rows; row++)
        {
            var cells = Enumerable.Range(0, map.Columns).Select(column => map.ClassificationAt(row, column).Best);
            Console.WriteLine("  " + string.Join("  ", cells.Select(best => string.Create(CultureInfo.InvariantCulture, $"{best.Index,4}:{best.Score * 100,3:F0}%"))));
        }

        if (_request.Timings)
            Console.WriteLine(_clock);
    }

    /// <inheritdoc/>
    public void Dispose() => _classifier.Dispose();

    private static MapReport Report(DenseMap map) => new(
        map.Rows,
        map.Columns,
        [.. from row in Enumerable.Range(0, map.Rows) from column in Enumerable.Range(0, map.Columns) select Predictions.Of(map.ClassificationAt(row, column))[0]]);
}
