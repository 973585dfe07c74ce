namespace EdgeConv.Host.State;

/// <summary>
/// Files that are whole after a power cut: the old one or the new one, never half of it. Written under another name, brought to the disk, given its name at once, and
/// the folder brought to the disk, too.
/// </summary>
internal static class CrashSafeFile
{
    private const string Ending = ".part";

    /// <summary>Writes a file anew.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="contents">All of it.</param>
    /// <exception cref="IOException">It cannot be written; the old one is there as before.</exception>
    public static void Write(string path, ReadOnlySpan<byte> contents)
    {
        var part = path + Ending;
        try
        {
            using var file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None);
            file.Write(contents);
            file.Flush(flushToDisk: true);
        }
        catch
        {
            // What is half of a file on a full disk helps to keep it full.
            if (File.Exists(part))
                File.Delete(part);
            throw;
        }

        Name(part, path);
    }

    /// <summary>Gives a file that is on the disk its name, in place of one that has it.</summary>
    /// <param name="part">Written and flushed to the disk.</param>
    /// <param name="path">In the same folder.</param>
    /// <exception cref="IOException">It cannot be given.</exception>
    public static void Name(string part, string path)
    {
        File.Move(part, path, overwrite: true);
        FolderSync.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Removes what a writer that was interrupted left beside a file.</summary>
    public static void RemovePart(string path)
    {
        if (File.Exists(path + Ending))
            File.Delete(path + Ending);
    }

    /// <summary>Removes a file for good; none is no error.</summary>
    public static void Remove(string path)
    {
        File.Delete(path);
        FolderSync.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }
}
