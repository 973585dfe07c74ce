using System.Security.Cryptography;
using EdgeConv.Formats.TfLite;
using EdgeConv.Host.Failures;
using EdgeConv.Models;
using EdgeConv.Vision.CameraCheck;

namespace EdgeConv.Host.Files;

/// <summary>Opens the model a command runs; a failure names the file.</summary>
internal static class ModelFile
{
    /// <summary>How the model compiled into the program is called.</summary>
    public const string EmbeddedName = "(built-in camera check)";

    // A board's whole memory. Quantized classifiers have some megabytes.
    private const int MostBytes = 1 << 30;

    /// <summary>Maps and verifies a model file; without one, builds the embedded camera check.</summary>
    /// <exception cref="CommandException">It cannot be used; the message says which file and why.</exception>
    public static Model Load(string? path) => path is null ? CameraCheckModel.Build() : Verified(path, () => TfLiteReader.Load(path));

    /// <summary>
    /// Reads a model file into memory and verifies it; without one, builds the embedded camera check. For whoever runs for months: a file that is written over in place
    /// while it is mapped, or a disk that fails, would end the program.
    /// </summary>
    /// <exception cref="CommandException">It cannot be used; the message says which file and why.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static LoadedModel Read(string? path)
    {
        if (path is null)
            return new LoadedModel(CameraCheckModel.Build(), null, null);
        return Verified(path, () =>
        {
            var bytes = BytesOf(path);
            return new LoadedModel(TfLiteReader.Read(bytes), bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        });
    }

    private static byte[] BytesOf(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no model file \"{path}\".", path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (!file.CanSeek)
            throw new ModelFormatException("file", "is a pipe; save the model to disk first");
        if (file.Length > MostBytes)
            throw new ModelFormatException("file", $"has {file.Length} bytes; at most {MostBytes} can be read");
        if (file.Length == 0)
            throw new ModelFormatException("file", "is empty");
        var bytes = new byte[file.Length];
        if (file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new ModelFormatException("file", "became shorter while it was read: another program is writing it");
        return bytes;
    }

    private static T Verified<T>(string path, Func<T> load)
    {
        if (Directory.Exists(path))
            throw new CommandException($"{path}: this is a folder; a model is a .tflite file.");
        try
        {
            return load();
        }
        catch (Exception problem) when (problem is ModelFormatException or UnsupportedOperatorException)
        {
            throw new CommandException($"{path}: {problem.Message}");
        }
    }
}
