using System.CommandLine;
using EdgeConv.Host.Failures;

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

    /// <summary>Stopped by a service manager, as shells count it (128 + SIGTERM).</summary>
    public const int Terminated = 143;

    /// <summary>How long whoever reads standard error may take for the last line of a program that was asked to stop.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromMilliseconds(100);

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

        using var signals = new StopSignals();
        try
        {
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            var running = Task.Run(() => parsed.InvokeAsync(configuration, signals.Token));
            if (await Task.WhenAny(running, signals.OutOfPatience).ConfigureAwait(false) == running)
                return await running.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Told below, as for work that could not be cancelled.
        }
        catch (Exception problem) when (Expected.Is(problem))
        {
            // Whoever reads standard error may stand still; a signal ends the program all the same.
            await Task.WhenAny(Task.Run(() => Expected.Report(problem)), signals.OutOfPatience).ConfigureAwait(false);
            return Failure;
        }

        await Task.WhenAny(Task.Run(() => Console.Error.WriteLine("edgeconv: stopped.")), Task.Delay(LastWords)).ConfigureAwait(false);
        return signals.ExitCode;
    }
}
