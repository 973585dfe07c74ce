using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace EdgeConv.Benchmarks.Races;

/// <summary>The options that commands with races share.</summary>
internal static class RaceOptions
{
    /// <summary><c>--threads</c>: one race for each number.</summary>
    public static Option<int[]> Threads() => new("--threads")
    {
        Description = "Threads that share a run, as in 1,2.",
        DefaultValueFactory = _ => [1],
        CustomParser = Numbers,
    };

    /// <summary><c>--rounds</c>.</summary>
    public static Option<int> Rounds()
    {
        var option = new Option<int>("--rounds") { Description = "Rounds: in each, every contender runs for about 0.1 s.", DefaultValueFactory = _ => 20 };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--rounds must be at least 1.");
        });
        return option;
    }

    /// <summary><c>--json</c>.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print JSON." };

    private static int[] Numbers(ArgumentResult result)
    {
        var numbers = new List<int>();
        foreach (var text in result.Tokens.SelectMany(token => token.Value.Split(',')))
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1)
                numbers.Add(number);
            else
                result.AddError($"--threads: '{text}' is no number of threads; give numbers from 1, as in 1,2.");
        }

        return [.. numbers];
    }
}
