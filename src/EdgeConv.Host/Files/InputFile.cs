using EdgeConv.Host.Failures;

namespace EdgeConv.Host.Files;

/// <summary>Opens a file the user named; a failure is a sentence that names it.</summary>
internal static class InputFile
{
    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="CommandException">It is missing, a folder, or may not be read.</exception>
    public static FileStream Open(string path)
    {
        if (Directory.Exists(path))
            throw new CommandException($"{path}: this is a folder, not a file.");
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandException($"{path}: there is no such file. Check the spelling and the current folder.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new CommandException($"{path}: this file may not be read by the current user. Check its permissions.");
        }
    }
}
