using System.CommandLine;
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
        command.SetAction(result => JudgedRaces.Run(Variant.All.Select(variant => (Func<VariantReport>)(() => variant.Race(result.GetValue(rounds)))), result.GetValue(json)));
        return command;
    }
}
