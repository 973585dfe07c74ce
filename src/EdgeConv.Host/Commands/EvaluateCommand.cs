using System.CommandLine;
using System.Globalization;
using EdgeConv.Host.Evaluation;
using EdgeConv.Host.Files;
using EdgeConv.Host.Output;
using EdgeConv.Planning;
using EdgeConv.Vision.Classification;

namespace EdgeConv.Host.Commands;

/// <summary><c>edgeconv evaluate</c>: how often is a model right on labelled pictures?</summary>
internal static class EvaluateCommand
{
    private const int MaxThreads = 256;

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var model = new Argument<string>("MODEL") { Description = "The .tflite file." };
        var images = new Option<string?>("--images", "-i")
        {
            Description = "Folder of labelled pictures: a subfolder a class (named by label or number), or files named by WordNet id (n01440764_tench.JPEG; the class is the id's rank).",
            HelpName = "DIR",
        };
        var list = new Option<string?>("--list")
        {
            Description = "Text file with a picture and its class on each line, separated by a tab or the last space: photos/cat.jpg 282. Paths are relative to the list.",
            HelpName = "FILE",
        };
        var threads = new Option<int>("--threads", "-t") { Description = "Pictures classified side by side.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        threads.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= MaxThreads))
                result.AddError($"--threads must be a number from 1 to {MaxThreads}.");
        });
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("evaluate", "Measure a model's accuracy on labelled pictures.") { model, images, list, threads, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(images) is null == result.GetValue(list) is null)
                result.AddError("Give the labelled pictures by --images DIR or by --list FILE.");
        });
        var pictures = new PictureOptions(command);
        command.SetAction((result, stop) => Task.FromResult(Run(
            result.GetValue(model)!,
            result.GetValue(images),
            result.GetValue(list),
            result.GetValue(threads),
            result.GetValue(json),
            pictures.Read(result),
            stop)));
        return command;
    }

    private static int Run(string modelPath, string? folder, string? list, int threads, bool json, ClassifierOptions options, CancellationToken stop)
    {
        using var plan = Planner.Plan(ModelFile.Load(modelPath));
        using var classifier = new ImageClassifier(plan, options);
        var pictures = folder is not null ? LabelledPictures.InFolder(folder, classifier) : LabelledPictures.FromList(list!, classifier);
        var score = Evaluator.Run(classifier, pictures, threads, stop);
        var report = score.Report(modelPath, classifier.Labels, threads);
        if (json)
        {
            Console.WriteLine(JsonText.Of(report, EvaluateJson.Printed.EvaluateReport));
        }
        else
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"top-1 {report.Top1 * 100:F2} %   top-5 {report.Top5 * 100:F2} %   {Counted(report.Images)}, {report.ImagesPerSecond:F1} a second, {threads} thread{(threads == 1 ? "" : "s")}"));
            if (report.Skipped > 0)
                Console.WriteLine($"{Counted(report.Skipped)} could not be read and {(report.Skipped == 1 ? "does" : "do")} not count.");
            foreach (var confusion in report.Confusions)
                Console.WriteLine($"  {confusion.Count,4} x  {confusion.Truth}  taken for  {confusion.Taken}");
        }

        return report.Skipped > 0 ? ExitCodes.Failure : ExitCodes.Success;
    }

    private static string Counted(int pictures) => pictures == 1 ? "1 picture" : $"{pictures} pictures";
}
