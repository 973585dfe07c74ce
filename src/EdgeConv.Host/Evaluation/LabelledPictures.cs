using System.Globalization;
using EdgeConv.Host.Failures;
using EdgeConv.Host.Files;
using EdgeConv.Vision.Classification;
using EdgeConv.Vision.Decoding;

namespace EdgeConv.Host.Evaluation;

/// <summary>Finds labelled pictures in the forms people keep them.</summary>
internal static class LabelledPictures
{
    private const int WordNetIdLength = 9;

    /// <summary>The pictures of a folder: by subfolder, or by WordNet id in the file name.</summary>
    /// <exception cref="CommandException">The folder is in neither form.</exception>
    public static IReadOnlyList<LabelledPicture> InFolder(string folder, ImageClassifier classifier)
    {
        if (!Directory.Exists(folder))
            throw new CommandException($"{folder}: there is no such folder.");
        var files = PictureEndings.In(folder);
        if (files.Length > 0)
            return ByWordNetId(folder, files, classifier);
        var pictures = Directory.GetDirectories(folder).Order(StringComparer.Ordinal)
            .SelectMany(inside => PictureEndings.In(inside).Select(file => new LabelledPicture(file, ClassOf(Path.GetFileName(inside), inside, classifier))))
            .ToArray();
        return pictures.Length > 0 ? pictures : throw new CommandException($"{folder}: no pictures, neither directly nor in subfolders.");
    }

    /// <summary>The pictures of a list file.</summary>
    /// <exception cref="CommandException">A line is not in the form described.</exception>
    public static IReadOnlyList<LabelledPicture> FromList(string list, ImageClassifier classifier)
    {
        var pictures = new List<LabelledPicture>();
        var folder = Path.GetDirectoryName(Path.GetFullPath(list))!;
        var number = 0;
        using var lines = new StreamReader(InputFile.Open(list));
        while (lines.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var cut = line.Contains('\t', StringComparison.Ordinal) ? line.IndexOf('\t', StringComparison.Ordinal) : line.TrimEnd().LastIndexOf(' ');
            if (cut <= 0)
                throw new CommandException($"{list}, line {number}: \"{line}\" should be a picture and its class, separated by a tab or space.");
            pictures.Add(new LabelledPicture(Path.Combine(folder, line[..cut].Trim()), ClassOf(line[(cut + 1)..].Trim(), $"{list}, line {number}", classifier)));
        }

        return pictures.Count > 0 ? pictures : throw new CommandException($"{list}: the list is empty.");
    }

    private static IReadOnlyList<LabelledPicture> ByWordNetId(string folder, string[] files, ImageClassifier classifier)
    {
        foreach (var file in files)
        {
            if (!HasWordNetId(Path.GetFileName(file)))
                throw new CommandException($"{file}: its name does not start with a WordNet id (n01440764), so its class is not known. Sort pictures into a subfolder a class, or use --list.");
        }

        var ids = files.Select(IdOf).Distinct().Order(StringComparer.Ordinal).ToList();
        // Models trained by Google count an extra class 0, "background".
        var first = classifier.ClassCount - ids.Count;
        if (first is not (0 or 1))
            throw new CommandException($"{folder}: {ids.Count} WordNet ids for a model of {classifier.ClassCount} classes; the class is an id's rank, so all of them must be there.");
        return [.. files.Select(file => new LabelledPicture(file, first + ids.BinarySearch(IdOf(file), StringComparer.Ordinal)))];
    }

    private static string IdOf(string file) => Path.GetFileName(file)[..WordNetIdLength];

    private static bool HasWordNetId(string name) =>
        name.Length > WordNetIdLength && name[0] == 'n' && name.AsSpan(1, WordNetIdLength - 1).IndexOfAnyExceptInRange('0', '9') < 0;

    private static int ClassOf(string name, string where, ImageClassifier classifier)
    {
        for (var index = 0; index < classifier.Labels.Count; index++)
        {
            if (string.Equals(classifier.Labels[index], name, StringComparison.OrdinalIgnoreCase))
                return index;
        }

        if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw new CommandException($"{where}: \"{name}\" is neither a label nor a class number; give the labels with --labels.");
        return number < classifier.ClassCount ? number : throw new CommandException($"{where}: class {number} does not exist; the model has {classifier.ClassCount} classes, from 0.");
    }
}
