using System.CommandLine;
using System.Globalization;
using EdgeConv.Host.Classification;
using EdgeConv.Host.Failures;
using EdgeConv.Host.Files;
using EdgeConv.Vision;
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
        var model = new Option<string?>("--model", "-m") { Description = "The .tflite file. Default: the built-in camera check (usable, dark, overexposed, blurred, covered).", HelpName = "FILE" };
        var top = new Option<int>("--top", "-k") { Description = "How many classes to print, the best first.", HelpName = "N", DefaultValueFactory = _ => 5 };
        top.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count < 1))
                result.AddError("--top must be a number of at least 1.");
        });
        var json = new Option<bool>("--json") { Description = "Print one line of JSON a picture." };
        var timings = new Option<bool>("--timings") { Description = "Print where the time went." };
        var dense = new Option<bool>("--dense") { Description = "Score every place of the whole picture, at its own size, in one pass: a map instead of one answer." };
        var heatMap = new Option<string?>("--heatmap") { Description = "With --dense and one picture: draw the best class's map as a PNG.", HelpName = "FILE" };
        var command = new Command("classify", "Say what is in pictures.") { images, model, top, json, timings, dense, heatMap };
        command.Validators.Add(result =>
        {
            if (result.GetValue(heatMap) is not null && (!result.GetValue(dense) || result.GetValue(images) is not [var image] || Directory.Exists(image)))
                result.AddError("--heatmap draws the map of one picture: give --dense and one IMAGE.");
        });
        var pictures = new PictureOptions(command);
        command.SetAction((result, stop) =>
        {
            var request = new ClassifyRequest(result.GetValue(model), result.GetValue(top), result.GetValue(json), result.GetValue(timings), result.GetValue(heatMap));
            var found = PictureFiles.Expand(result.GetValue(images)!);
            var clock = new StageClock();
            using IPictureAnswer answer = result.GetValue(dense)
                ? new DenseAnswer(request, pictures.Read(result), clock)
                : new PlainAnswer(request, pictures.Read(result), clock);
            return Task.FromResult(Run(found, answer, clock, stop));
        });
        return command;
    }

    private static int Run(IReadOnlyList<string> images, IPictureAnswer answer, StageClock clock, CancellationToken stop)
    {
        var failed = false;
        foreach (var image in images)
        {
            stop.ThrowIfCancellationRequested();
            clock.Starts();
            Picture picture;
            try
            {
                picture = Open(image);
            }
            catch (Exception problem) when (problem is CommandException or PictureFormatException or MissingLibraryException or IOException or UnauthorizedAccessException)
            {
                // One bad picture among many is told and passed over; the exit code remembers it.
                Expected.Report(problem);
                failed = true;
                continue;
            }

            clock.Ends(Stage.Decode);
            answer.Print(image, picture);
        }

        return failed ? ExitCodes.Failure : ExitCodes.Success;
    }

    private static Picture Open(string image)
    {
        if (image != StandardStream.Name)
            return PictureDecoder.Load(image);
        using var standardInput = Console.OpenStandardInput();
        try
        {
            return PictureDecoder.Load(standardInput);
        }
        catch (PictureFormatException problem)
        {
            throw new CommandException($"standard input: {problem.Message}");
        }
    }
}
