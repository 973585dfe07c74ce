using System.CommandLine;
using System.CommandLine.Parsing;

namespace EdgeConv.Host.Commands;

/// <summary>What is wrong with a command line, a sentence each.</summary>
internal static class UsageErrors
{
    private const string NoCommand = "Required command was not provided.";

    /// <summary>All that is wrong; empty when the command can run.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0)
            return AsksForHelp(parsed) ? [] : [.. EmptyTexts(parsed), .. UnknownOptions(parsed.CommandResult)];
        var errors = parsed.Errors.Select(error => OnOneLine(error.Message)).Distinct().ToList();
        if (errors.Count > 1)
            errors.Remove(NoCommand);
        return errors;
    }

    // Also for the version: an option, not the command, says what happens.
    private static bool AsksForHelp(ParseResult parsed) => parsed.Action != parsed.CommandResult.Command.Action;

    private static string OnOneLine(string message) => string.Join(' ', message.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<string> EmptyTexts(ParseResult parsed) =>
        parsed.Tokens.Any(token => token.Value.Length == 0) ? ["An argument is empty. Is a variable of the shell not set?"] : [];

    // The parser takes what looks like an option but is none for an argument: a picture of that name. Where there is one, it was meant.
    private static IEnumerable<string> UnknownOptions(CommandResult command) =>
        from argument in command.Children.OfType<ArgumentResult>()
        from token in argument.Tokens
        where token.Value.Length > 1 && token.Value[0] == '-' && !Path.Exists(token.Value)
        select $"There is no option {token.Value}, nor a file of that name.";
}
