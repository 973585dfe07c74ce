using System.CommandLine;
using System.Globalization;
using EdgeConv.Benchmarks.Layers;
using EdgeConv.Host.Measurement;
using EdgeConv.Host.Output;
using Spectre.Console;

namespace EdgeConv.Benchmarks.Kernels;

/// <summary><c>kernels</c>: every kernel of every list on every layer it can compute, in turn; says where a plan's choice is not the fastest.</summary>
internal static class KernelsCommand
{
    /// <summary>How the command line calls it.</summary>
    public const string Name = "kernels";

    // What is within this of the fastest may change places in the next run.
    private const double Tolerance = 1.1;

    private static readonly TimeSpan About = TimeSpan.FromSeconds(0.25);

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var networks = AllLayers.Layers.Select(layer => layer.Network).Distinct().ToArray();
        var network = new Option<string[]>("--network") { Description = "Networks whose layers to run. Default: all.", AllowMultipleArgumentsPerToken = true };
        network.AcceptOnlyFromAmong(networks);
        var command = new RootCommand("Every kernel on the layers of well-known networks; exit code 1 when a plan would choose one that is more than a tenth slower than another.") { network };
        command.SetAction((result, stop) => Task.FromResult(Run(result.GetValue(network) is { Length: > 0 } chosen ? chosen : networks, stop)));
        return command;
    }

    private static int Run(string[] networks, CancellationToken stop)
    {
        var wrong = new List<string>();
        foreach (var network in networks)
        {
            var table = WideConsole.Table("layer", "kernel", ">MMAC", ">median µs", ">min µs", ">GMAC/s", ">time, as a multiple of the choice's");
            foreach (var layer in AllLayers.Layers.Where(layer => layer.Network == network))
                Measure(layer, table, wrong, stop);
            Console.WriteLine(network);
            WideConsole.Write(table);
        }

        foreach (var sentence in wrong)
            Console.Error.WriteLine(sentence);
        return wrong.Count == 0 ? 0 : 1;
    }

    private static void Measure(ILayer layer, Table table, List<string> wrong, CancellationToken stop)
    {
        var runs = LayerKernel.Of(layer).Select(kernel => new KernelRun(kernel)).ToArray();
        var times = Rounds.Measure([.. runs.Select(run => (Action)run.Run)], new RunLimits(null, 2, About / 5, 1000), new RunLimits(null, 5, About, 10_000), stop);
        for (var i = 0; i < runs.Length; i++)
        {
            var (time, ratio) = (times.Of(i), times.Ratios(i, 0).Median);
            table.AddRow(
                new Text(i == 0 ? $"{layer}" : ""),
                new Text(runs[i].Name),
                layer.Macs == 0 ? new Text("") : Number(layer.Macs / 1e6, "F2"),
                Number(time.Median * 1000, "F1"),
                Number(time.Min * 1000, "F1"),
                layer.Macs == 0 ? new Text("") : Number(layer.Macs / time.Median / 1e6, "F2"),
                Number(ratio, "F2"));
            if (ratio * Tolerance < 1)
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{layer}: a plan chooses {runs[0].Name}, but {runs[i].Name} takes {ratio:F2} of its time."));
            runs[i].Dispose();
        }
    }

    private static Text Number(double value, string format) => new(value.ToString(format, CultureInfo.InvariantCulture));
}
