using System.CommandLine;
using System.Globalization;
using EdgeConv.Benchmarks.Races;

namespace EdgeConv.Benchmarks.Variants;

/// <summary><c>variants</c>: EdgeConv beside itself, and whether it keeps the ratios that the project wants.</summary>
internal static class VariantsCommand
{
    /// <summary>How the command line calls it.</summary>
    public const string Name = "variants";

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var rounds = RaceOptions.Rounds();
        var json = RaceOptions.Json();
        var command = new RootCommand("EdgeConv beside itself: uint8 beside int8, one thread beside two, exact beside float requantization; exit code 1 when a ratio is not as the project wants it.") { rounds, json };
        command.SetAction(result => Run(result.GetValue(rounds), result.GetValue(json)));
        return command;
    }

    private static int Run(int rounds, bool asJson)
    {
        var reports = new List<VariantReport>();
        foreach (var variant in Variant.All)
        {
            var report = variant.Race(rounds);
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
