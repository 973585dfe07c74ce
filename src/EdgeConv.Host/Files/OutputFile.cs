using EdgeConv.Host.Failures;

namespace EdgeConv.Host.Files;

/// <summary>Writes a file the user named; a failure is a sentence that names it.</summary>
internal static class OutputFile
{
    /// <summary>Writes a whole file, replacing one of that name.</summary>
    /// <exception cref="CommandException">It cannot be written; no new file is left behind.</exception>
    public static void Write(string path, ReadOnlySpan<byte> contents)
    {
        if (Directory.Exists(path))
            throw new CommandException($"{path}: this is a folder; name a file to write.");
        // A name that exists may be a device or a pipe, which must not be deleted.
        var isNew = !File.Exists(path);
        try
        {
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
            file.Write(contents);
        }
        catch (DirectoryNotFoundException)
        {
            throw new CommandException($"{path}: there is no folder of that name to write into.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new CommandException($"{path}: the current user may not write here.");
        }
        catch (IOException problem)
        {
            if (isNew)
                File.Delete(path);
            throw new CommandException($"{path}: it cannot be written: {problem.Message}");
        }
    }
}
