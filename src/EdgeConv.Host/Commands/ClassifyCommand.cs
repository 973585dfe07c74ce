using System.Collections.Immutable;
using System.CommandLine;
using EdgeConv.Host.Output;
using EdgeConv.Planning;
using EdgeConv.Vision;
using EdgeConv.Vision.Classification;
using EdgeConv.Vision.Decoding;

namespace EdgeConv.Host.Commands;

/// <summary><c>edgeconv classify</c>: what is in these pictures?</summary>
internal static class ClassifyCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var images = new Argument<string[]>("IMAGE")
        {
            Description = "Picture files (JPEG, PNG, BMP, PNM), folders of them, or - for standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var model = new Option<string>("--model", "-m") { Description = "The .tflite file.", HelpName = "FILE", Required = true };
        var top = new Option<int>("--top", "-k") { Description = "How many classes to print, the best first.", DefaultValueFactory = _ => 5 };
        top.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--top must be at least 1.");
        });
        var json = new Option<bool>("--json") { Description = "Print one line of JSON a picture." };
        var timings = new Option<bool>("--timings") { Description = "Print where the time went." };
        var command = new Command("classify", "Say what is in pictures.") { images, model, top, json, timings };
        var pictures = new PictureOptions(command);
        command.SetAction((result, stop) => Task.FromResult(Run(
            new Request(result.GetValue(images)!, result.GetValue(model)!, result.GetValue(top), result.GetValue(json), result.GetValue(timings)),
            pictures.Read(result),
            stop)));
        return command;
    }

    private static int Run(Request request, ClassifierOptions options, CancellationToken stop)
    {
        var clock = new StageClock();
        var model = ModelFile.Load(request.Model);
        clock.Ends(Stage.Read);
        using var plan = Planner.Plan(model);
        using var classifier = new ImageClassifier(plan, options);
        clock.Ends(Stage.Plan);
        if (classifier.Mapping.IsGuess)
            Console.Error.WriteLine($"edgeconv: note: pixels are scaled {classifier.Mapping.Reason}; --scaling sets it.");
        if (classifier.Labels.Count > 0 && classifier.Labels.Count != classifier.ClassCount)
            Console.Error.WriteLine($"edgeconv: note: {classifier.Labels.Count} labels for {classifier.ClassCount} classes; names may be shifted.");

        var failed = false;
        foreach (var image in PictureFiles.Expand(request.Images))
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                var picture = Open(image);
                clock.Ends(Stage.Decode);
                classifier.Fill(picture);
                clock.Ends(Stage.Fill);
                classifier.Run();
                clock.Ends(Stage.Run);
                Print(image, request, classifier.Read(request.Top), clock);
            }
            catch (Exception problem) when (problem is PictureFormatException or IOException or UnauthorizedAccessException)
            {
                // One bad picture among many is told and passed over; the exit code remembers it.
                ExitCodes.Report(problem);
                failed = true;
            }
        }

        return failed ? ExitCodes.Failure : ExitCodes.Success;
    }

    private static Picture Open(string image)
    {
        if (image != PictureFiles.StandardInput)
            return PictureDecoder.Load(image);
        using var standardInput = Console.OpenStandardInput();
        return PictureDecoder.Load(standardInput);
    }

    private static void Print(string image, Request request, ImageClassification classification, StageClock clock)
    {
        if (request.Json)
        {
            ImmutableArray<PredictionReport> predictions = [.. classification.Predictions.Select(prediction => new PredictionReport(prediction.Index, prediction.Label, prediction.Score))];
            Console.WriteLine(JsonText.Of(new ClassifyReport(image, request.Model, predictions, null, request.Timings ? clock.Report() : null), JsonText.Default.ClassifyReport));
            return;
        }

        Console.WriteLine(image);
        foreach (var prediction in classification.Predictions)
            Console.WriteLine($"  {prediction.Score * 100,5:F1} %  {prediction.Label}  ({prediction.Index})");
        if (request.Timings)
            Console.WriteLine(clock);
    }

    private sealed record Request(string[] Images, string Model, int Top, bool Json, bool Timings);
}
