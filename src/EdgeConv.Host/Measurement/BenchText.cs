using System.Collections.Immutable;
using System.Globalization;
using EdgeConv.Host.Board;
using EdgeConv.Host.Output;
using EdgeConv.Kernels.Native;
using Spectre.Console;

namespace EdgeConv.Host.Measurement;

/// <summary>Prints measurements for people.</summary>
internal static class BenchText
{
    /// <summary>Prints the measurement of a model to standard output.</summary>
    public static void Print(BenchReport report)
    {
        Console.WriteLine($"{report.Model}: {report.Backend} kernels, {Threads(report.Threads)}");
        Line($"  median {report.MedianMs:F3} ms   min {report.MinMs:F3}   mean {report.MeanMs:F3}   p90 {report.P90Ms:F3}   p99 {report.P99Ms:F3}   max {report.MaxMs:F3}");
        Line($"  {report.InferencesPerSecond:F1} inferences a second   {report.Macs / 1e6:F1} million multiply-accumulates   {report.MacsPerSecond / 1e9:F2} GMAC/s   (at the median)");
        Line($"  {report.Runs} runs after {report.WarmupRuns} to warm up; layers from {report.LayerRuns} further runs; {report.AllocatedBytes} managed bytes allocated");
        Console.WriteLine();

        var layers = WideConsole.Table(">step", "operator", "output", "kernel", ">MMAC", ">median µs", ">GMAC/s", ">share");
        foreach (var layer in report.Layers)
            layers.AddRow(Cells([Number(layer.Index), layer.Operator, layer.Output, layer.Kernel, .. Figures(layer.Macs, layer.MedianUs, layer.MacsPerSecond, layer.Share)]));
        WideConsole.Write(layers);
        Print("operator", report.ByOperator);
        Print("kernel", report.ByKernel);
        Console.WriteLine($"  {NativeBackend.Status}");
        Console.WriteLine($"  board before: {BoardText.Describe(report.BoardBefore)}");
        Console.WriteLine($"  board after:  {BoardText.Describe(report.BoardAfter)}");
    }

    private static void Print(string heading, ImmutableArray<LayerSumReport> sums)
    {
        var table = WideConsole.Table(heading, ">steps", ">MMAC", ">median µs", ">GMAC/s", ">share");
        foreach (var sum in sums)
            table.AddRow(Cells([sum.Name, Number(sum.Steps), .. Figures(sum.Macs, sum.MedianUs, sum.MacsPerSecond, sum.Share)]));
        WideConsole.Write(table);
    }

    private static Text[] Cells(params ReadOnlySpan<string> cells) => [.. cells.ToArray().Select(cell => new Text(cell))];

    private static string[] Figures(long macs, double microseconds, double macsPerSecond, double share) =>
    [
        macs == 0 ? "" : (macs / 1e6).ToString("F3", CultureInfo.InvariantCulture),
        microseconds.ToString("F1", CultureInfo.InvariantCulture),
        macs == 0 ? "" : (macsPerSecond / 1e9).ToString("F2", CultureInfo.InvariantCulture),
        (share * 100).ToString("F1", CultureInfo.InvariantCulture) + " %",
    ];

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number of threads with its noun.</summary>
    public static string Threads(int count) => count == 1 ? "1 thread" : $"{count} threads";

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
