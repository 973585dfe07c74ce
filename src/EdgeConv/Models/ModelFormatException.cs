namespace EdgeConv.Models;

/// <summary>A model file breaks its format. The message names the field's path, what is wrong with it, and the file offset where known.</summary>
public sealed class ModelFormatException : Exception
{
    /// <summary>Reports a fault at a known place of the file.</summary>
    /// <param name="path">The field, as in <c>subgraphs[0].operators[12].inputs[1]</c>.</param>
    /// <param name="fault">What is wrong, as a clause: <c>tensor 99 does not exist (there are 12)</c>.</param>
    /// <param name="offset">The byte offset in the file, or null when the fault has no single place.</param>
    public ModelFormatException(string path, string fault, long? offset = null)
        : base(offset is null ? $"{path}: {fault}" : $"{path}: {fault} (file offset {offset})")
    {
        Path = path;
        Offset = offset;
    }

    /// <summary>The field that is wrong.</summary>
    public string Path { get; }

    /// <summary>Where in the file it stands, when it has one place.</summary>
    public long? Offset { get; }
}
