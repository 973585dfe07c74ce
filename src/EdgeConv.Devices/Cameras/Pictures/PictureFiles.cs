namespace EdgeConv.Devices.Cameras.Pictures;

/// <summary>Files that look like pictures by their names.</summary>
internal static class PictureFiles
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".bmp", ".ppm", ".pgm", ".pbm", ".pnm"];

    /// <summary>The endings, for messages.</summary>
    public static string Endings => string.Join(", ", Extensions);

    /// <summary>Whether a file looks like a picture.</summary>
    public static bool Is(string path) => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>The pictures of a folder in the order of their names; the file itself when it is no folder.</summary>
    public static string[] In(string path) => Directory.Exists(path) ? [.. Directory.GetFiles(path).Where(Is).Order(StringComparer.Ordinal)] : [path];
}
