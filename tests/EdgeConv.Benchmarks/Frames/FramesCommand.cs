using System.CommandLine;
using System.Globalization;
using EdgeConv.Benchmarks.Races;
using EdgeConv.Benchmarks.Variants;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Benchmarks.Frames;

/// <summary><c>frames</c>: from camera frames to the input tensor in one pass beside one step after another.</summary>
internal static class FramesCommand
{
    /// <summary>How the command line calls it.</summary>
    public const string Name = "frames";

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var rounds = RaceOptions.Rounds();
        var json = RaceOptions.Json();
        var format = new Option<PixelFormat[]>("--format") { Description = "Pixel formats to run. Default: all.", AllowMultipleArgumentsPerToken = true };
        var command = new RootCommand("From camera frames to the input tensor in one pass beside step by step; exit code 1 when one pass is not at least three times as fast.") { rounds, json, format };
        command.SetAction(result => Run(result.GetValue(rounds), result.GetValue(json), result.GetValue(format) ?? []));
        return command;
    }

    private static int Run(int rounds, bool asJson, PixelFormat[] formats)
    {
        var reports = new List<VariantReport>();
        foreach (var race in FrameRace.All.Where(race => formats.Length == 0 || formats.Contains(race.Pixels)))
        {
            var report = race.Race(rounds);
            reports.Add(report);
            if (!asJson)
                Print(report);
        }

        if (asJson)
            Console.WriteLine(RaceJson.Of(reports));
        return reports.Any(report => report.IsMet == false) ? 1 : 0;
    }

    private static void Print(VariantReport report)
    {
        RaceText.Print(report.Race);
        if (report.IsMet is { } isMet)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  wanted: {report.Target}; {(isMet ? "met" : "missed")}: {report.Race.Contenders[1].Ratio:F3}\n"));
    }
}
