namespace EdgeConv.Host.Commands;

/// <summary>The pictures a user names: files, folders, or - for standard input.</summary>
internal static class PictureFiles
{
    /// <summary>What stands for standard input.</summary>
    public const string StandardInput = "-";

    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".bmp", ".ppm", ".pgm", ".pbm", ".pnm"];

    /// <summary>Whether a file looks like a picture by its name; folders hold other files too.</summary>
    public static bool IsPicture(string path) => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Folders replaced by the pictures inside them, in name order; files stay as named.</summary>
    /// <exception cref="CommandException">A folder holds no picture.</exception>
    public static IEnumerable<string> Expand(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (name == StandardInput || !Directory.Exists(name))
            {
                yield return name;
                continue;
            }

            var inside = Directory.GetFiles(name).Where(IsPicture).Order(StringComparer.Ordinal).ToArray();
            if (inside.Length == 0)
                throw new CommandException($"{name}: the folder holds no picture ({string.Join(", ", Extensions)}).");
            foreach (var path in inside)
                yield return path;
        }
    }
}
