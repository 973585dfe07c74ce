using System.Runtime.InteropServices;

namespace EdgeConv.Host.Commands;

/// <summary>Listens to Ctrl-C and to a service manager's request to stop. The command line library does so only once an action has returned its task.</summary>
internal sealed class StopSignals : IDisposable
{
    // What cannot be interrupted (a read from a silent pipe, a run of a large network) is abandoned after this, so that the program is gone within a second; it holds nothing that must be
    // saved. A run's sinks, which do, end meanwhile, and have less time than this.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(800);

    private readonly CancellationTokenSource _source = new();
    private readonly TaskCompletionSource _outOfPatience = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _termination;

    /// <summary>Starts to listen.</summary>
    public StopSignals()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, ExitCodes.Interrupted));
        _termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, ExitCodes.Terminated));
    }

    /// <summary>Asks work to stop.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Ends when work was asked to stop and has had its time, or was asked twice.</summary>
    public Task OutOfPatience => _outOfPatience.Task;

    /// <summary>What the shell is told after the signal that came.</summary>
    public int ExitCode { get; private set; } = ExitCodes.Interrupted;

    /// <summary>Listens no more.</summary>
    public void Dispose()
    {
        _interrupt.Dispose();
        _termination.Dispose();
        _source.Dispose();
    }

    private void Stop(PosixSignalContext context, int exitCode)
    {
        context.Cancel = true;
        if (_source.IsCancellationRequested)
        {
            _outOfPatience.TrySetResult();
            return;
        }

        ExitCode = exitCode;
        _source.Cancel();
        Task.Delay(Patience).ContinueWith(_ => _outOfPatience.TrySetResult(), TaskScheduler.Default);
    }
}
