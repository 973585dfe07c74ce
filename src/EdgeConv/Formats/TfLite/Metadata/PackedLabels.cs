using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using EdgeConv.Models;

namespace EdgeConv.Formats.TfLite.Metadata;

/// <summary>The label file of a model: a ZIP archive behind the FlatBuffer, with offsets that count from the start of the whole file.</summary>
internal static class PackedLabels
{
    /// <summary>The most bytes of label text a model may bring: ten times that of the largest label list in use.</summary>
    public const int MaxBytes = 4 << 20;

    // The record that ends an archive is 22 bytes and a comment of at most 65,535.
    private const int MaxTail = 22 + ushort.MaxValue;

    /// <summary>Reads the labels.</summary>
    /// <param name="file">The whole model file.</param>
    /// <param name="name">The label file's name in the archive.</param>
    /// <returns>A label a line; empty when nothing of that name is packed, as in files that went through a tool that rewrote the FlatBuffer.</returns>
    /// <exception cref="ModelFormatException">The archive is broken, or the labels are too large.</exception>
    public static ImmutableArray<string> Read(ReadOnlyMemory<byte> file, string name)
    {
        var tail = file.Span[Math.Max(0, file.Length - MaxTail)..];
        if (tail.LastIndexOf("PK\x05\x06"u8) < 0)
            return [];
        try
        {
            using var archive = new ZipArchive(new MemoryReadStream(file), ZipArchiveMode.Read);
            if (archive.GetEntry(name) is not { } entry)
                return [];
            return entry.Length > MaxBytes
                ? throw new ModelFormatException("packed files", $"\"{name}\" has more than {MaxBytes} bytes")
                : Split(ReadBounded(entry));
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or ArgumentException or NotSupportedException)
        {
            throw new ModelFormatException("packed files", $"the archive cannot be read: {exception.Message}");
        }
    }

    /// <summary>Appends an archive with one label file to a model.</summary>
    /// <param name="model">The FlatBuffer.</param>
    /// <param name="name">The label file's name.</param>
    /// <param name="labels">A label a line.</param>
    public static byte[] Append(byte[] model, string name, ImmutableArray<string> labels)
    {
        using var stream = new MemoryStream();
        stream.Write(model);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            var entry = archive.CreateEntry(name);
            // The same model must give the same bytes on any day; this is the first one ZIP can express.
            entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using var text = entry.Open();
            foreach (var label in labels)
                text.Write(Encoding.UTF8.GetBytes(label + "\n"));
        }

        return stream.ToArray();
    }

    // The stated size is a claim of the archive, so it bounds the buffer and nothing else is trusted.
    private static string ReadBounded(ZipArchiveEntry entry)
    {
        using var text = entry.Open();
        var bytes = new byte[entry.Length];
        var read = text.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(bytes, 0, read);
    }

    private static ImmutableArray<string> Split(string text)
    {
        var lines = text.TrimStart('\uFEFF').Split('\n');
        for (var index = 0; index < lines.Length; index++)
            lines[index] = lines[index].TrimEnd('\r');
        return lines[^1].Length == 0 ? [.. lines[..^1]] : [.. lines];
    }
}
