using System.Buffers;
using System.Text.Json;
using EdgeConv.Host.Files;
using EdgeConv.Host.State;

namespace EdgeConv.Host.Exchange;

/// <summary>
/// Models that were sent, and which of them runs, in a folder that stands power cuts (<see cref="CrashSafeFile"/>). One run at a time has it for its own and may change
/// it. For one thread at a time.
/// </summary>
/// <param name="folder">The folder; made with the first model.</param>
internal sealed class ModelStore(string folder) : IDisposable
{
    private const string RecordName = "model.json";
    private const string Incoming = "incoming.part";
    private const int MostRecordBytes = 64 << 10;
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    private FolderLock? _lock;

    /// <summary>The folder.</summary>
    public string Folder => folder;

    /// <summary>Whether there is such a folder.</summary>
    public bool Exists => Directory.Exists(folder);

    /// <summary>Whether this run has it for its own.</summary>
    public bool IsOurs => _lock is not null;

    private string RecordPath => Path.Combine(folder, RecordName);

    /// <summary>Takes the folder for this run's own, until this is disposed of.</summary>
    /// <exception cref="IOException">Another run has it, or it cannot be opened.</exception>
    public void Own() => _lock ??= FolderLock.TryTake(folder)
        ?? throw new IOException($"{folder} is used by another run of this program: give each its own (web.state).");

    /// <summary>Which model runs in place of the configured one; null: none.</summary>
    /// <exception cref="IOException">The record is there and cannot be read, or is damaged.</exception>
    public ExchangeRecord? Read()
    {
        if (!File.Exists(RecordPath))
            return null;
        try
        {
            using var file = File.OpenRead(RecordPath);
            var bytes = new byte[MostRecordBytes];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            var record = JsonSerializer.Deserialize(bytes.AsSpan(0, length), ExchangeJson.Default.ExchangeRecord) ?? throw new JsonException("It is empty.");
            // A name that leads out of the folder was not written by this program.
            return IsName(record.Current?.File) && (record.Before is null || IsName(record.Before.File)) ? record : throw new JsonException("It does not name files of this folder.");
        }
        catch (JsonException problem)
        {
            throw new IOException($"{RecordPath}: this is no record of models that were sent: {problem.Message} Remove it to run the configured model.", problem);
        }
    }

    /// <summary>The path of a model.</summary>
    public string PathOf(StoredModel model) => Path.Combine(folder, model.File);

    /// <summary>Makes the folder.</summary>
    public void Make() => Directory.CreateDirectory(folder);

    /// <summary>A file for what is being sent, in place of what an interrupted sender left.</summary>
    public IncomingModel Receive()
    {
        var path = Path.Combine(folder, Incoming);
        return new IncomingModel(this, path, new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None));
    }

    /// <summary>Keeps what was sent, under a name made of its contents.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="model">What was read there.</param>
    /// <param name="name">What the sender calls it.</param>
    /// <param name="since">Now.</param>
    public StoredModel Keep(string path, LoadedModel model, string name, DateTimeOffset since)
    {
        var kept = new StoredModel($"{model.Sha256}.tflite", name, model.Bytes!.Value, model.Sha256!, since);
        CrashSafeFile.Name(path, PathOf(kept));
        return kept;
    }

    /// <summary>Removes a model.</summary>
    public void Drop(StoredModel model) => File.Delete(PathOf(model));

    /// <summary>Records which model runs; null: the configured one.</summary>
    /// <exception cref="IOException">It cannot be recorded; what was recorded before stands, unless the disk did not take the new one for good.</exception>
    public void Write(ExchangeRecord? record)
    {
        if (record is null)
            CrashSafeFile.Remove(RecordPath);
        else
            CrashSafeFile.Write(RecordPath, JsonSerializer.SerializeToUtf8Bytes(record, ExchangeJson.Default.ExchangeRecord));
    }

    /// <summary>Removes models that a record does not name, and what interrupted writers left.</summary>
    public void Sweep(ExchangeRecord? record)
    {
        File.Delete(Path.Combine(folder, Incoming));
        CrashSafeFile.RemovePart(RecordPath);
        foreach (var path in Directory.EnumerateFiles(folder, "*.tflite"))
        {
            if (IsName(Path.GetFileName(path)) && Path.GetFileName(path) != record?.Current.File && Path.GetFileName(path) != record?.Before?.File)
                File.Delete(path);
        }
    }

    /// <summary>Lets others have the folder.</summary>
    public void Dispose() => _lock?.Dispose();

    private static bool IsName(string? file) =>
        file is { Length: 64 + 7 } && file.EndsWith(".tflite", StringComparison.Ordinal) && file.AsSpan(0, 64).IndexOfAnyExcept(Digits) < 0;
}
