using System.Globalization;
using EdgeConv.Benchmarks.Races;

namespace EdgeConv.Benchmarks.Variants;

/// <summary>Holds races one after the other and tells of each, and of what was wanted of it.</summary>
internal static class JudgedRaces
{
    /// <summary>Holds them.</summary>
    /// <param name="races">What holds a race, of each.</param>
    /// <param name="asJson">Whether to print one piece of JSON in the end, and no text.</param>
    /// <returns>The exit code: 1 when a ratio is not as wanted.</returns>
    public static int Run(IEnumerable<Func<VariantReport>> races, bool asJson)
    {
        var reports = new List<VariantReport>();
        foreach (var race in races)
        {
            var report = race();
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
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  wanted: {report.Target}; {(isMet ? "met" : "missed")}: {report.Ratio:F3}\n"));
    }
}
