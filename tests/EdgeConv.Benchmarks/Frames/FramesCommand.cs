using System.CommandLine;
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
        command.SetAction(result =>
        {
            var formats = result.GetValue(format) ?? [];
            var races = FrameRace.All.Where(race => formats.Length == 0 || formats.Contains(race.Pixels));
            return JudgedRaces.Run(races.Select(race => (Func<VariantReport>)(() => race.Race(result.GetValue(rounds)))), result.GetValue(json));
        });
        return command;
    }
}
