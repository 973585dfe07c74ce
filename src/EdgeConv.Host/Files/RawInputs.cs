using EdgeConv.Execution;
using EdgeConv.Host.Failures;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Host.Files;

/// <summary>Files with the raw bytes of input tensors (row-major, little-endian), one for each input in order; - for standard input.</summary>
internal static class RawInputs
{
    /// <summary>Checks that there is a file for each input.</summary>
    /// <exception cref="CommandException">There are more or fewer.</exception>
    public static void RequireCount(string modelPath, Model model, string[] paths)
    {
        if (paths.Length != model.Inputs.Length)
            throw new CommandException($"{modelPath} has {Counted(model.Inputs.Length, "input")} ({Described(model.InputTensors)}), but {paths.Length} --input given.");
    }

    /// <summary>Reads each file into its input.</summary>
    /// <exception cref="CommandException">A file cannot be read or has another size than its tensor.</exception>
    public static void Fill(Session session, string[] paths)
    {
        for (var i = 0; i < paths.Length; i++)
            Fill(session.Input(i), paths[i], session.Plan.Model.Tensors[session.Plan.Model.Inputs[i]]);
    }

    /// <summary>A number with its noun: <c>1 input</c>, <c>2 inputs</c>.</summary>
    public static string Counted(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    /// <summary>Types and shapes, as in <c>int8 1x4, float32 1x2</c>.</summary>
    public static string Described(IEnumerable<ModelTensor> tensors) =>
        string.Join(", ", tensors.Select(tensor => $"{tensor.Type.Name()} {tensor.Shape}"));

    private static void Fill(Span<byte> tensor, string path, ModelTensor description)
    {
        using var stream = path == StandardStream.Name ? Console.OpenStandardInput() : InputFile.Open(path);
        var read = stream.ReadAtLeast(tensor, tensor.Length, throwOnEndOfStream: false);
        if (read < tensor.Length || stream.ReadByte() >= 0)
            throw new CommandException($"{(path == StandardStream.Name ? "standard input" : path)}: {(read < tensor.Length ? $"{read} bytes" : $"more than {tensor.Length} bytes")}, but the input {description.Type.Name()} {description.Shape} is {tensor.Length} bytes.");
    }
}
