using System.Globalization;
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
internal sealed class ModelExchange(IJournal journal, Func<string, string?> variable) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _givenUp = [];
    private readonly HashSet<string> _begun = [];
    private ModelStore? _store;
    private bool _isStarted;

    /// <summary>Makes a run with the model that is to run; one that was sent and cannot be used, where another can, is given up.</summary>
    /// <param name="settings">The configuration.</param>
    /// <param name="make">Makes a run.</param>
    /// <exception cref="Exception">No model can run, so that it is not the models' fault: as <paramref name="make"/> says of the configured one.</exception>
    public T Make<T>(RunSettings settings, Func<RunSettings, ModelOrigin, T> make)
    {
        lock (_lock)
        {
            Open(FolderOf(settings));
            var failures = new List<(ExchangeRecord Record, string Problem)>();
            for (var record = Sent(settings); record is not null; record = Before(record) is { } before ? Standing(before) : null)
            {
                try
                {
                    var made = make(settings with { Model = _store!.PathOf(record.Current) }, new ModelOrigin(settings.Model, record.Current, record.Before, record.OnTrial));
                    if (!_isStarted)
                        journal.Note(string.Create(CultureInfo.InvariantCulture, $"model: {record.Current.Name}, which was sent on {record.Current.Since.UtcDateTime:yyyy-MM-dd}, runs in place of the configured one (DELETE /api/model returns to that)"));
                    _isStarted = true;
                    GiveUp(failures);
                    return made;
                }
                catch (Exception problem) when (Expected.Is(problem))
                {
                    failures.Add((record, problem.Message));
                }
            }

            _isStarted = true;
            var configured = make(settings, new ModelOrigin(settings.Model));
            GiveUp(failures);
            return configured;
        }
    }

    /// <summary>The model that was sent, has proved itself, and would run in place of the configured one; null: none. Changes nothing.</summary>
    /// <param name="settings">The configuration.</param>
    /// <exception cref="IOException">What is recorded cannot be read.</exception>
    public StoredModel? InPlaceOf(RunSettings settings)
    {
        if (FolderOf(settings) is not { } folder)
            return null;
        using var store = new ModelStore(folder);
        return store.Read() is { OnTrial: false } record && record.Replaces == settings.Model ? record.Current : null;
    }

    /// <summary>Lets a model be sent.</summary>
    /// <exception cref="IOException">It cannot be kept, or another run has the folder.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be kept.</exception>
    public IncomingModel Receive()
    {
        lock (_lock)
        {
            _store!.Make();
            Own();
            return _store.Receive();
        }
    }

    /// <summary>Takes what was sent, and has been tried, for the model that is to run from now on, on trial.</summary>
    /// <param name="incoming">What was sent.</param>
    /// <param name="name">What the sender calls it.</param>
    /// <param name="configured">The configured model.</param>
    /// <returns>Null where models are kept in another folder by now, or not at all.</returns>
    /// <exception cref="IOException">It cannot be kept; nothing has changed.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be kept; nothing has changed.</exception>
    public StoredModel? Take(IncomingModel incoming, string name, string? configured)
    {
        lock (_lock)
        {
            if (_store is null || incoming.Store != _store)
                return null;
            var recorded = _store.Read();
            var old = recorded is not null && recorded.Replaces == configured ? Standing(recorded) : null;
            var model = _store.Keep(incoming.Path, incoming.Tried!, name, DateTimeOffset.UtcNow);
            // What has yet to prove itself is nothing to fall back to, and neither is the same model.
            var before = old is null ? null : old.OnTrial || old.Current.File == model.File ? old.Before : old.Current;
            var record = new ExchangeRecord(configured, model, before?.File == model.File ? null : before, OnTrial: true);
            try
            {
                _store.Write(record);
            }
            catch
            {
                if (recorded?.Current.File != model.File && recorded?.Before?.File != model.File)
                {
                    _givenUp[model.File] = "it could not be recorded";
                    _store.Drop(model);
                }

                throw;
            }

            _givenUp.Remove(model.File);
            _begun.Add(model.File);
            Sweep(record);
            return model;
        }
    }

    /// <summary>Why a model was given up; null: it was not.</summary>
    public string? WhyGivenUp(StoredModel model)
    {
        lock (_lock)
            return _givenUp.GetValueOrDefault(model.File);
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
    /// <param name="model">The one that failed.</param>
    /// <param name="problem">How.</param>
    public void FallBack(StoredModel model, string problem)
    {
        lock (_lock)
        {
            _givenUp[model.File] = problem;
            ExchangeRecord? record;
            try
            {
                record = _store?.Read();
            }
            catch (Exception disk) when (disk is IOException or UnauthorizedAccessException)
            {
                journal.Warn($"model: {model.Name}, which was sent, is given up ({problem}); the configured one is used again, as the one before is not known: {disk.Message}");
                return;
            }

            if (record?.Current.File == model.File)
                GiveUp(record, problem);
        }
    }

    /// <summary>Has the configured model run again, whatever was sent.</summary>
    /// <returns>What was recorded before, for <see cref="Restore"/>; null: nothing.</returns>
    /// <exception cref="IOException">That cannot be recorded; nothing has changed.</exception>
    /// <exception cref="UnauthorizedAccessException">That may not be recorded; nothing has changed.</exception>
    public ExchangeRecord? Withdraw()
    {
        lock (_lock)
        {
            if (_store is not { IsOurs: true } || _store.Read() is not { } record)
                return null;
            _store.Write(null);
            return record;
        }
    }

    /// <summary>Undoes <see cref="Withdraw"/>: the configured model cannot run.</summary>
    public void Restore(ExchangeRecord record)
    {
        lock (_lock)
            _store?.Write(record);
    }

    /// <summary>Removes models that are not needed any more.</summary>
    public void Tidy()
    {
        lock (_lock)
        {
            if (_store is { IsOurs: true })
                Sweep(_store.Read());
        }
    }

    /// <summary>Lets another run have the folder.</summary>
    public void Dispose() => _store?.Dispose();

    private string? FolderOf(RunSettings settings) => settings.Web is { } web ? web.StateFolder ?? StateFolder.Default(variable) : null;

    private void Open(string? folder)
    {
        if (_store?.Folder == folder)
            return;
        _store?.Dispose();
        _store = folder is null ? null : new ModelStore(folder);
    }

    private ExchangeRecord? Sent(RunSettings settings)
    {
        if (_store is not { Exists: true })
            return null;
        ExchangeRecord? record;
        try
        {
            Own();
            record = _store.Read();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            journal.Warn($"model: {problem.Message}");
            return null;
        }

        if (record is null || record.Replaces != settings.Model)
            return null;
        // A trial that this program began goes on; one that it finds was broken off.
        if (record.OnTrial && !_begun.Contains(record.Current.File) && !_givenUp.ContainsKey(record.Current.File))
            GiveUp(record, "the program ended before it had proved itself");
        return Standing(record);
    }

    private void Own()
    {
        if (_store!.IsOurs)
            return;
        _store.Own();
        Sweep(_store.Read());
    }

    /// <summary>What is left of a record without models that were given up, also where that could not be recorded.</summary>
    private ExchangeRecord? Standing(ExchangeRecord record) =>
        !_givenUp.ContainsKey(record.Current.File) ? record
        : Before(record) is { } before && !_givenUp.ContainsKey(before.Current.File) ? before
        : null;

    private static ExchangeRecord? Before(ExchangeRecord record) => record.Before is null ? null : new ExchangeRecord(record.Replaces, record.Before, null, OnTrial: false);

    private void GiveUp(List<(ExchangeRecord Record, string Problem)> failures)
    {
        foreach (var (record, problem) in failures)
            GiveUp(record, problem);
    }

    private void GiveUp(ExchangeRecord record, string problem)
    {
        journal.Warn($"model: {record.Current.Name}, which was sent, is given up ({problem}); {record.Before?.Name ?? "the configured one"} is used again");
        // The disk may be full or read-only by now: the model does not run in any case.
        _givenUp[record.Current.File] = problem;
        var before = Before(record);
        try
        {
            _store!.Write(before);
        }
        catch (Exception disk) when (disk is IOException or UnauthorizedAccessException)
        {
            journal.Warn($"model: that cannot be recorded, and is found out again at the next start: {disk.Message}");
            return;
        }

        Sweep(before);
    }

    private void Sweep(ExchangeRecord? record)
    {
        try
        {
            _store!.Sweep(record);
        }
        catch (Exception disk) when (disk is IOException or UnauthorizedAccessException)
        {
            journal.Warn($"model: what is not needed any more cannot be removed: {disk.Message}");
        }
    }
}
