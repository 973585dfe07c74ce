using System.Runtime.InteropServices;
using EdgeConv.Host.Commands;
using EdgeConv.Host.Service;

namespace EdgeConv.Host.Running;

/// <summary>
/// Runs, and at each SIGHUP runs anew with the configuration as it is then. What is new is made ready before what runs is stopped; where that fails, it is told
/// and what runs goes on.
/// </summary>
/// <param name="make">Reads the configuration and makes a run of it.</param>
/// <param name="journal">Where it is told.</param>
internal sealed class RunTurns(Func<RunHost> make, IJournal journal)
{
    private readonly Lock _lock = new();
    private CancellationTokenSource? _turn;
    private RunHost? _next;

    /// <summary>Runs until it is asked to stop, or a source has ended.</summary>
    public void Run(SystemdNotifier notifier, CancellationToken stop)
    {
        var host = make();
        // Registered when there is something to run: what is wrong at the start is an error of the command.
        using var signal = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            Reload();
        });
        for (RunHost? current = host; current is not null;)
        {
            using (current)
            {
                using var turn = CancellationTokenSource.CreateLinkedTokenSource(stop);
                lock (_lock)
                    _turn = turn;
                current.Run(notifier, turn.Token);
                lock (_lock)
                    _turn = null;
                journal.Note(current.Summary());
            }

            current = Next(stop);
        }
    }

    private RunHost? Next(CancellationToken stop)
    {
        lock (_lock)
        {
            var next = _next;
            _next = null;
            if (!stop.IsCancellationRequested)
                return next;
            next?.Dispose();
            return null;
        }
    }

    private void Reload()
    {
        RunHost host;
        try
        {
            host = make();
        }
        catch (Exception problem) when (ExitCodes.IsExpected(problem))
        {
            journal.Warn($"the configuration was not read again, the old one stays: {problem.Message}");
            return;
        }

        lock (_lock)
        {
            if (_turn is null)
            {
                host.Dispose();
                return;
            }

            _next?.Dispose();
            _next = host;
            journal.Note("the configuration was read again");
            _turn.Cancel();
        }
    }
}
