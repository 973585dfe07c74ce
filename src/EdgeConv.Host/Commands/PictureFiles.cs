namespace EdgeConv.Host.Commands;

/// <summary>The pictures a user names: files, folders, or - for standard input.</summary>
internal static class PictureFiles
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".bmp", ".ppm", ".pgm", ".pbm", ".pnm"];

    /// <summary>Whether a file looks like a picture by its name; folders hold other files too.</summary>
    public static bool IsPicture(string path) => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Folders replaced by the pictures inside them, in name order; files stay as named.</summary>
    /// <exception cref="CommandException">A folder holds no picture.</exception>
    public static IReadOnlyList<string> Expand(IEnumerable<string> names)
    {
        var pictures = new List<string>();
        foreach (var name in names)
        {
            if (name == StandardStream.Name || !Directory.Exists(name))
            {
                pictures.Add(name);
                continue;
            }

            var inside = Directory.GetFiles(name).Where(IsPicture).Order(StringComparer.Ordinal).ToArray();
            if (inside.Length == 0)
                throw new CommandException($"{name}: the folder holds no picture ({string.Join(", ", Extensions)}).");
            pictures.AddRange(inside);
        }

        return pictures;
    }
}
