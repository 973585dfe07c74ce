using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using EdgeConv.Host.State;

namespace EdgeConv.Host.Exchange;

/// <summary>Models that were sent, and which of them runs, in a folder that stands power cuts (<see cref="CrashSafeFile"/>). For one thread at a time.</summary>
/// <param name="folder">The folder; made with the first model.</param>
internal sealed class ModelStore(string folder)
{
    private const string RecordName = "model.json";
    private const string Incoming = "incoming.part";
    private const int MostRecordBytes = 64 << 10;
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    private string RecordPath => Path.Combine(folder, RecordName);

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

    /// <summary>A file for what is being sent, in place of what an interrupted sender left.</summary>
    public FileStream OpenIncoming()
    {
        Directory.CreateDirectory(folder);
        return new FileStream(Path.Combine(folder, Incoming), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
    }

    /// <summary>Where that file is.</summary>
    public string IncomingPath => Path.Combine(folder, Incoming);

    /// <summary>Keeps what was sent, under a name made of its contents.</summary>
    /// <param name="name">What the sender calls it.</param>
    /// <param name="since">Now.</param>
    public StoredModel Keep(string name, DateTimeOffset since)
    {
        string hash;
        long length;
        using (var file = File.OpenRead(IncomingPath))
        {
            (hash, length) = (Convert.ToHexStringLower(SHA256.HashData(file)), file.Length);
        }

        var model = new StoredModel($"{hash}.tflite", name, length, hash, since);
        CrashSafeFile.Name(IncomingPath, PathOf(model));
        return model;
    }

    /// <summary>Throws away what was sent.</summary>
    public void DropIncoming() => File.Delete(IncomingPath);

    /// <summary>Records which model runs; null: the configured one. Models that are neither current nor the one before are removed.</summary>
    public void Write(ExchangeRecord? record)
    {
        Directory.CreateDirectory(folder);
        if (record is null)
            CrashSafeFile.Remove(RecordPath);
        else
            CrashSafeFile.Write(RecordPath, JsonSerializer.SerializeToUtf8Bytes(record, ExchangeJson.Default.ExchangeRecord));
        foreach (var path in Directory.EnumerateFiles(folder, "*.tflite"))
        {
            if (IsName(Path.GetFileName(path)) && Path.GetFileName(path) != record?.Current.File && Path.GetFileName(path) != record?.Before?.File)
                File.Delete(path);
        }
    }

    private static bool IsName(string? file) =>
        file is { Length: 64 + 7 } && file.EndsWith(".tflite", StringComparison.Ordinal) && file.AsSpan(0, 64).IndexOfAnyExcept(Digits) < 0;
}
