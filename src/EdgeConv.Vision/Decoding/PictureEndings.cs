namespace EdgeConv.Vision.Decoding;

/// <summary>How files are named that <see cref="PictureDecoder"/> reads. What a file holds is found out by its first bytes; names only tell which of a folder are meant.</summary>
public static class PictureEndings
{
    private static readonly string[] Endings = [".jpg", ".jpeg", ".png", ".bmp", ".ppm", ".pgm", ".pbm", ".pnm"];

    /// <summary>All of them, for messages.</summary>
    public static string All => string.Join(", ", Endings);

    /// <summary>Whether a file looks like a picture by its name.</summary>
    public static bool Has(string path) => Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>The pictures of a folder in the order of their names.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string[] In(string folder) => [.. Directory.GetFiles(folder).Where(Has).Order(StringComparer.Ordinal)];
}
