using System.Collections.Immutable;

namespace EdgeConv.Vision.Classification;

/// <summary>What a model's classes are called.</summary>
public sealed class LabelList
{
    private const int MaxFileBytes = 4 << 20;

    private readonly ImmutableArray<string> _labels;

    /// <summary>Labels in the order of the model's output.</summary>
    public LabelList(ImmutableArray<string> labels) => _labels = labels;

    /// <summary>No labels: classes go by their number.</summary>
    public static LabelList None { get; } = new([]);

    /// <summary>How many labels there are; 0 when classes go by their number.</summary>
    public int Count => _labels.Length;

    /// <summary>The name of a class.</summary>
    public string this[int index] => index < _labels.Length ? _labels[index] : $"class {index}";

    /// <summary>
    /// Reads labels from a text file, UTF-8, one a line, the first for class 0. A line may start with its own number
    /// (<c>0 background</c>) or a WordNet id (<c>n01440764 tench</c>), which is not part of the name.
    /// </summary>
    /// <exception cref="IOException">The file cannot be read, or is no label file.</exception>
    public static LabelList Load(string path)
    {
        var lines = ReadLines(path);
        while (lines.Count > 0 && string.IsNullOrWhiteSpace(lines[^1]))
            lines.RemoveAt(lines.Count - 1);
        if (lines.Count == 0)
            throw new IOException($"{path}: the file holds no label; it should be a text file with one label a line.");
        if (lines.Exists(line => line.Contains('\0', StringComparison.Ordinal)))
            throw new IOException($"{path}: this is no text file; labels are given as text, one a line.");
        var numbered = lines.Select((line, index) => line.StartsWith($"{index} ", StringComparison.Ordinal) || line.StartsWith($"{index}:", StringComparison.Ordinal)).All(starts => starts);
        var ids = lines.TrueForAll(IsWordNetLine);
        return new LabelList([.. lines.Select((line, index) => numbered ? line[($"{index}".Length + 1)..].Trim() : ids ? line[10..].Trim() : line.Trim())]);
    }

    private static List<string> ReadLines(string path)
    {
        if (Directory.Exists(path))
            throw new IOException($"{path}: this is a folder; labels are a text file with one label a line.");
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path}: there is no such label file.", path);
        try
        {
            // Counted while reading: a pipe or device does not tell its length, and may have no end.
            using var file = File.OpenRead(path);
            var bytes = new byte[MaxFileBytes + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > MaxFileBytes)
                throw new IOException($"{path}: more than {MaxFileBytes >> 20} MiB are too much for a list of labels; it should be a text file with one label a line.");
            using var reader = new StreamReader(new MemoryStream(bytes, 0, length));
            var lines = new List<string>();
            while (reader.ReadLine() is { } line)
                lines.Add(line);
            return lines;
        }
        catch (UnauthorizedAccessException problem)
        {
            throw new IOException($"{path}: this file may not be read by the current user. Check its permissions.", problem);
        }
    }

    private static bool IsWordNetLine(string line) =>
        line.Length > 10 && line[0] == 'n' && line[9] == ' ' && line.AsSpan(1, 8).IndexOfAnyExceptInRange('0', '9') < 0;
}
