using System.CommandLine;
using EdgeConv.Models;
using EdgeConv.Planning;
using EdgeConv.Vision;
using EdgeConv.Vision.Classification;

namespace EdgeConv.Host.Commands;

/// <summary>What the program answers to the shell, and how a failure becomes a sentence.</summary>
internal static class ExitCodes
{
    /// <summary>All went well.</summary>
    public const int Success = 0;

    /// <summary>A file or model could not be used, or a check failed; the reason is on standard error.</summary>
    public const int Failure = 1;

    /// <summary>The command line was wrong.</summary>
    public const int Usage = 2;

    /// <summary>Stopped by Ctrl-C, as shells count it (128 + SIGINT).</summary>
    public const int Interrupted = 130;

    /// <summary>Runs the command line.</summary>
    public static async Task<int> RunAsync(Command root, string[] args)
    {
        var parsed = root.Parse(args);
        var errors = UsageErrors.Of(parsed);
        if (errors.Count > 0)
        {
            foreach (var error in errors)
                Console.Error.WriteLine($"edgeconv: {error}");
            Console.Error.WriteLine($"Try `edgeconv {(parsed.CommandResult.Command == root ? "" : parsed.CommandResult.Command.Name + " ")}--help`.");
            return Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("edgeconv: stopped.");
            return Interrupted;
        }
        catch (Exception problem) when (IsExpected(problem))
        {
            Report(problem);
            return Failure;
        }
    }

    /// <summary>Whether an exception is about what the user gave us, not about a fault of ours.</summary>
    public static bool IsExpected(Exception problem) => problem is
        ModelFormatException or UnsupportedOperatorException or PlanException or NotAPictureModelException or PictureFormatException or MissingLibraryException
        or CommandException or IOException or UnauthorizedAccessException or OutOfMemoryException;

    /// <summary>Says on standard error what went wrong.</summary>
    public static void Report(Exception problem) => Console.Error.WriteLine($"edgeconv: {problem.Message}");
}
