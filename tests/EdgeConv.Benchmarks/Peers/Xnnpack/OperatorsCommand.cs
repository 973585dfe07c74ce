using System.CommandLine;
using System.Globalization;
using EdgeConv.Benchmarks.Kernels;
using EdgeConv.Benchmarks.Layers;
using EdgeConv.Benchmarks.Races;
using EdgeConv.Host.Output;
using Spectre.Console;

namespace EdgeConv.Benchmarks.Peers.Xnnpack;

/// <summary><c>operators</c>: the kernels that plans choose beside XNNPACK's operators, convolution by convolution, on the same data and one thread.</summary>
internal static class OperatorsCommand
{
    /// <summary>How the command line calls it.</summary>
    public const string Name = "operators";

    private static readonly string[] DefaultNetworks = ["mobilenet_v1", "mobilenet_v2"];

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var networks = new Option<string[]>("--network") { Description = $"Networks whose convolutions to run. Default: {string.Join(", ", DefaultNetworks)}.", AllowMultipleArgumentsPerToken = true };
        networks.AcceptOnlyFromAmong([.. LayerShapes.All.Select(layer => layer.Network).Distinct()]);
        var rounds = RaceOptions.Rounds();
        var json = RaceOptions.Json();
        var xnnpack = new Option<string?>("--xnnpack") { Description = $"XNNPACK's shared library. Default: what {XnnpackLibrary.Variable} says, else {XnnpackLibrary.DefaultName} of the system." };
        var command = new RootCommand("EdgeConv's kernels beside XNNPACK's operators, convolution by convolution: ratio of times, round by round.") { networks, rounds, json, xnnpack };
        command.SetAction(result => Run(
            result.GetValue(networks) is { Length: > 0 } chosen ? chosen : DefaultNetworks,
            result.GetValue(rounds),
            result.GetValue(json),
            result.GetValue(xnnpack) ?? Environment.GetEnvironmentVariable(XnnpackLibrary.Variable) ?? XnnpackLibrary.DefaultName));
        return command;
    }

    private static void Run(string[] networks, int rounds, bool asJson, string path)
    {
        XnnpackLibrary xnnpack;
        try
        {
            xnnpack = XnnpackLibrary.Load(path);
        }
        catch (PeerAbsentException reason)
        {
            Console.Error.WriteLine($"skipped: {reason.Message}.");
            return;
        }

        using (xnnpack)
        {
            var all = new List<RaceReport>();
            foreach (var network in networks)
            {
                var layers = LayerShapes.All.Where(layer => layer.Network == network).ToArray();
                var races = layers.Select(layer => Race(xnnpack, layer, rounds)).ToArray();
                all.AddRange(races);
                if (!asJson)
                    Print(network, layers, races);
            }

            if (asJson)
                Console.WriteLine(RaceJson.Of(all));
        }
    }

    private static RaceReport Race(XnnpackLibrary xnnpack, LayerShape layer, int rounds)
    {
        var one = ConvolutionCase.Of(layer);
        using var ours = new ConvolutionContender(one);
        using var theirs = new XnnpackConvolution(xnnpack, one);
        return RaceReport.Of(layer.ToString(), 1, [ours, theirs], rounds, []);
    }

    private static void Print(string network, LayerShape[] layers, RaceReport[] races)
    {
        var table = WideConsole.Table("layer", "kernel", ">median µs", ">XNNPACK's", ">XNNPACK's time, as a multiple of ours", ">p10 to p90 of that", ">outputs that differ", ">by at most");
        var (ours, theirs) = (0.0, 0.0);
        foreach (var (layer, race) in layers.Zip(races))
        {
            var (own, other) = (race.Contenders[0], race.Contenders[1]);
            (ours, theirs) = (ours + layer.Repeats * own.MedianMs, theirs + layer.Repeats * other.MedianMs);
            table.AddRow(
                new Text(race.Subject),
                new Text(own.Name),
                Number(own.MedianMs * 1000, "F1"),
                Number(other.MedianMs * 1000, "F1"),
                Number(other.Ratio, "G3"),
                new Text(string.Create(CultureInfo.InvariantCulture, $"{other.RatioP10:G3} to {other.RatioP90:G3}")),
                new Text($"{other.Difference!.Differing} of {other.Difference.Values}"),
                Number(other.Difference.Largest, "G4"));
        }

        WideConsole.Write(table);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{network}, every convolution as often as it stands there, sums of medians: {ours:F3} ms, XNNPACK {theirs:F3} ms, {theirs / ours:G3} times ours\n"));
    }

    private static Text Number(double value, string format) => new(value.ToString(format, CultureInfo.InvariantCulture));
}
