using System.Globalization;
using EdgeConv.Host.Measurement;
using EdgeConv.Host.Output;
using Spectre.Console;

namespace EdgeConv.Benchmarks.Races;

/// <summary>A race as a table for people.</summary>
internal static class RaceText
{
    /// <summary>Prints it to standard output.</summary>
    public static void Print(RaceReport race)
    {
        Console.WriteLine(race.Threads is { } threads ? $"{race.Subject}, {BenchText.Threads(threads)}" : race.Subject);
        foreach (var sentence in race.Absent)
            Console.WriteLine($"  skipped: {sentence}.");
        if (race.Contenders.IsEmpty)
            return;
        var table = WideConsole.Table("contender", ">median ms", ">min ms", ">p90 ms", $">time, as a multiple of {race.Contenders[0].Name}'s", ">p10 to p90 of that", ">outputs that differ", ">by at most");
        foreach (var contender in race.Contenders)
        {
            table.AddRow(
                new Text(contender.Name),
                Number(contender.MedianMs, "F3"),
                Number(contender.MinMs, "F3"),
                Number(contender.P90Ms, "F3"),
                Number(contender.Ratio, "G3"),
                new Text(string.Create(CultureInfo.InvariantCulture, $"{contender.RatioP10:G3} to {contender.RatioP90:G3}")),
                new Text(contender.Difference is { } difference ? $"{difference.Differing} of {difference.Values}" : ""),
                contender.Difference is { } apart ? Number(apart.Largest, "G4") : new Text(""));
        }

        WideConsole.Write(table);
    }

    private static Text Number(double value, string format) => new(value.ToString(format, CultureInfo.InvariantCulture));
}
