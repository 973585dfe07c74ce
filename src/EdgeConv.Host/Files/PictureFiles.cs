using EdgeConv.Host.Failures;
using EdgeConv.Vision.Decoding;

namespace EdgeConv.Host.Files;

/// <summary>The pictures a user names: files, folders, or - for standard input.</summary>
internal static class PictureFiles
{
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

            var inside = PictureEndings.In(name);
            if (inside.Length == 0)
                throw new CommandException($"{name}: the folder holds no picture ({PictureEndings.All}).");
            pictures.AddRange(inside);
        }

        return pictures;
    }
}
