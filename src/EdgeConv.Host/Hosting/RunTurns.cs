using System.Runtime.InteropServices;
using EdgeConv.Host.Configuration;
using EdgeConv.Host.Exchange;
using EdgeConv.Host.Failures;
using EdgeConv.Host.Running;
using EdgeConv.Host.Service;
using EdgeConv.Host.Web;

namespace EdgeConv.Host.Hosting;

/// <summary>
/// Runs, and at each SIGHUP runs anew with the configuration as it is then. When a model is changed it runs anew, too, with the configuration that was read last: what
/// somebody has done to the file since is another matter, and must not keep a model that failed. What is new is made ready before what runs is stopped; where that
/// fails, it is told and what runs goes on. A camera that stays the same stays open.
/// </summary>
/// <param name="read">Reads the configuration.</param>
/// <param name="make">Makes a run of a configuration, which takes over the camera that is open if it is the one it wants.</param>
/// <param name="journal">Where it is told.</param>
/// <param name="exchange">Which model runs.</param>
/// <param name="show">Shows what runs.</param>
internal sealed class RunTurns(Func<RunSettings> read, Func<RunSettings, CameraFeed?, RunHost> make, IJournal journal, ModelExchange exchange, Action<RunView> show)
{
    private readonly Lock _lock = new();
    private RunSettings _settings = RunSettings.Default;
    private CancellationTokenSource? _turn;
    private RunHost? _current;
    private RunHost? _next;

    /// <summary>Runs until it is asked to stop, or a source has ended.</summary>
    /// <exception cref="CommandException">The source cannot be read any more, and will not come back; the message says why.</exception>
    public void Run(SystemdNotifier notifier, CancellationToken stop)
    {
        _settings = read();
        var host = make(_settings, null);
        // Registered when there is something to run: what is wrong at the start is an error of the command.
        using var signal = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            Reload();
        });
        string? failure = null;
        for (RunHost? current = host, next; current is not null; current = next)
        {
            using (current)
            {
                Run(current, notifier, stop);
                next = Next(stop);
                next?.Continue(current);
                failure = current.Camera.Failure;
            }
        }

        if (failure is not null)
            throw new CommandException(failure);
    }

    /// <summary>Runs anew, now, with the configuration that was read last.</summary>
    /// <returns>Which model is going to run.</returns>
    /// <exception cref="Exception">It cannot, and what runs goes on: one of those that <see cref="Expected.Is"/> knows, with the reason.</exception>
    public ModelOrigin Change()
    {
        lock (_lock)
            return Change(_settings);
    }

    private ModelOrigin Change(RunSettings settings)
    {
        if (_turn is null)
            throw new CommandException("The run is about to end or to change; try again.");
        var host = make(settings, _current!.Camera);
        _next?.Dispose();
        (_next, _settings) = (host, settings);
        _turn.Cancel();
        return host.View.Model.Origin;
    }

    private void Run(RunHost current, SystemdNotifier notifier, CancellationToken stop)
    {
        using var turn = CancellationTokenSource.CreateLinkedTokenSource(stop);
        lock (_lock)
            (_turn, _current) = (turn, current);
        var view = current.View;
        show(view);
        var sent = view.Model.Origin is { OnTrial: true } origin ? origin.Sent : null;
        using var trial = sent is null ? null : new ModelTrial(view.Judged, () => view.Captured.Captured, () => Tell(() => exchange.Confirm(sent)), problem => FallBack(sent, problem), TimeProvider.System);
        try
        {
            current.Run(notifier, turn.Token);
        }
        catch (Exception problem) when (sent is not null)
        {
            // Where the one before cannot run either, nothing does, and the program is to be started anew.
            exchange.FallBack(sent, problem.Message);
            Change();
        }
        finally
        {
            lock (_lock)
                _turn = null;
        }

        journal.Note(current.Summary());
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
        try
        {
            lock (_lock)
                Change(read());
            journal.Note("the configuration was read again");
        }
        catch (Exception problem)
        {
            // A fault of ours, too: what runs is as good as before.
            journal.Warn($"the configuration was not read again, the old one stays: {(Expected.Is(problem) ? problem.Message : problem.ToString())}");
        }
    }

    private void FallBack(StoredModel failed, string problem) => Tell(() =>
    {
        exchange.FallBack(failed, problem);
        Change();
    });

    // The disk may be full or gone, the configuration broken since: what runs goes on.
    private void Tell(Action change)
    {
        try
        {
            change();
        }
        catch (Exception problem) when (Expected.Is(problem))
        {
            journal.Warn($"model: {problem.Message}");
        }
    }
}
