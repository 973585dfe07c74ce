using EdgeConv.Formats.TfLite;
using EdgeConv.Models;

namespace EdgeConv.Host.Commands;

/// <summary>Opens model files for commands; a failure names the file.</summary>
internal static class ModelFile
{
    /// <summary>Reads and verifies a model.</summary>
    /// <exception cref="CommandException">It cannot be used; the message says which file and why.</exception>
    public static Model Load(string path)
    {
        if (Directory.Exists(path))
            throw new CommandException($"{path}: this is a folder; a model is a .tflite file.");
        try
        {
            return TfLiteReader.Load(path);
        }
        catch (Exception problem) when (problem is ModelFormatException or UnsupportedOperatorException)
        {
            throw new CommandException($"{path}: {problem.Message}");
        }
    }
}
