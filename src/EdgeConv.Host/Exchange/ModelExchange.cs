using EdgeConv.Host.Configuration;
using EdgeConv.Host.Failures;
using EdgeConv.Host.State;

namespace EdgeConv.Host.Exchange;

/// <summary>
/// Which model runs: the configured one, or one that was sent in its place. A model that was sent is tried before anything changes, and on trial for its first frames:
/// until then any end of the program, and any fault, brings back the one before. For any thread.
/// </summary>
/// <param name="journal">Where it is told.</param>
/// <param name="variable">Reads a variable of the environment.</param>
internal sealed class ModelExchange(IJournal journal, Func<string, string?> variable)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _givenUp = [];
    private ModelStore? _store;
    private string? _folder;
    private bool _isStarted;

    /// <summary>Makes a run with the model that is to run; one that was sent and cannot be used is given up.</summary>
    /// <param name="settings">The configuration.</param>
    /// <param name="make">Makes a run.</param>
    public T Make<T>(RunSettings settings, Func<RunSettings, ModelOrigin, T> make)
    {
        lock (_lock)
        {
            if (settings.Web is not { } web)
                return make(settings, new ModelOrigin(settings.Model));
            Open(web.StateFolder ?? StateFolder.Default(variable));
            while (Sent(settings) is { } record)
            {
                try
                {
                    return make(settings with { Model = _store!.PathOf(record.Current) }, new ModelOrigin(settings.Model, record.Current, record.Before, record.OnTrial));
                }
                catch (Exception problem) when (Expected.Is(problem))
                {
                    GiveUp(record, problem.Message);
                }
            }

            return make(settings, new ModelOrigin(settings.Model));
        }
    }

    /// <summary>Lets a model be sent: a file to write it to.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public FileStream Receive()
    {
        lock (_lock)
            return _store!.OpenIncoming();
    }

    /// <summary>Throws away what was sent, where it was not taken.</summary>
    public void DropReceived()
    {
        lock (_lock)
            _store!.DropIncoming();
    }

    /// <summary>Takes what was sent for the model that is to run from now on, on trial.</summary>
    /// <param name="name">What the sender calls it.</param>
    /// <param name="configured">The configured model.</param>
    /// <param name="settings">What it would run with.</param>
    /// <exception cref="Exception">It may not run, with the reason; nothing has changed.</exception>
    public void Take(string name, string? configured, RunSettings settings)
    {
        lock (_lock)
        {
            ModelCandidate.Try(_store!.IncomingPath, settings);
            var old = _store.Read() is { } record && record.Replaces == configured ? Standing(record) : null;
            var model = _store.Keep(name, DateTimeOffset.UtcNow);
            // What is sent a second time would have nothing but itself to fall back to.
            _store.Write(new ExchangeRecord(configured, model, old?.Current.File == model.File ? old.Before : old?.Current, OnTrial: true));
            _givenUp.Remove(model.File);
        }
    }

    /// <summary>A model has proved itself.</summary>
    public void Confirm(StoredModel model)
    {
        lock (_lock)
        {
            if (_store?.Read() is { OnTrial: true } record && record.Current.File == model.File)
                _store.Write(record with { OnTrial = false });
        }
    }

    /// <summary>A model has failed: the one before is to run again.</summary>
    /// <param name="model">The one that failed; null: the newest that was sent.</param>
    /// <param name="problem">How.</param>
    public void FallBack(StoredModel? model, string problem)
    {
        lock (_lock)
        {
            if (_store?.Read() is { } record && (model is null || record.Current.File == model.File))
                GiveUp(record, problem);
        }
    }

    private void Open(string folder)
    {
        if (_folder == folder)
            return;
        (_folder, _store, _isStarted) = (folder, new ModelStore(folder), false);
    }

    private ExchangeRecord? Sent(RunSettings settings)
    {
        // A trial that this program began goes on; one that it finds was broken off.
        var wasBrokenOff = !_isStarted;
        _isStarted = true;
        ExchangeRecord? record;
        try
        {
            record = _store!.Read();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            journal.Warn($"model: {problem.Message}");
            return null;
        }

        if (record is null || record.Replaces != settings.Model)
            return null;
        if (record.OnTrial && wasBrokenOff)
            GiveUp(record, "the program ended before it had proved itself");
        return Standing(record);
    }

    /// <summary>What is left of a record without models that were given up, also where that could not be recorded.</summary>
    private ExchangeRecord? Standing(ExchangeRecord record) =>
        !_givenUp.Contains(record.Current.File) ? record
        : Before(record) is { } before && !_givenUp.Contains(before.Current.File) ? before
        : null;

    private static ExchangeRecord? Before(ExchangeRecord record) => record.Before is null ? null : new ExchangeRecord(record.Replaces, record.Before, null, OnTrial: false);

    private void GiveUp(ExchangeRecord record, string problem)
    {
        journal.Warn($"model: {record.Current.Name}, which was sent, is given up ({problem}); {record.Before?.Name ?? "the configured one"} is used again");
        // The disk may be full or read-only by now: the model does not run in any case.
        _givenUp.Add(record.Current.File);
        try
        {
            _store!.Write(Before(record));
        }
        catch (Exception disk) when (disk is IOException or UnauthorizedAccessException)
        {
            journal.Warn($"model: that cannot be recorded, and is found out again at the next start: {disk.Message}");
        }
    }
}
