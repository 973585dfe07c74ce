using EdgeConv.Formats.TfLite;
using EdgeConv.Host.Failures;
using EdgeConv.Models;
using EdgeConv.Vision.CameraCheck;

namespace EdgeConv.Host.Files;

/// <summary>Opens the model a command runs; a failure names the file.</summary>
internal static class ModelFile
{
    /// <summary>How the model compiled into the program is called.</summary>
    public const string EmbeddedName = "(built-in camera check)";

    /// <summary>Reads and verifies a model file; without one, builds the embedded camera check.</summary>
    /// <exception cref="CommandException">It cannot be used; the message says which file and why.</exception>
    public static Model Load(string? path)
    {
        if (path is null)
            return CameraCheckModel.Build();
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
