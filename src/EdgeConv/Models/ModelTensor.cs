using EdgeConv.Tensors;

namespace EdgeConv.Models;

/// <summary>One tensor of a <see cref="Model"/>: a constant of the file, a model input or output, or a value between two operators.</summary>
/// <param name="Index">Its place in <see cref="Model.Tensors"/>.</param>
/// <param name="Name">The name the file gives it; may be empty, and need not be unique.</param>
/// <param name="Type">Its element type as stored.</param>
/// <param name="Shape">Its shape as stored; what the file leaves open (-1) stands as 1 and is settled when the model is planned.</param>
/// <param name="Quantization">How its integers stand for reals; null for floats and plain integers.</param>
/// <param name="Data">Its bytes, little-endian and row-major, when it is a constant: a view on the file; null otherwise.</param>
public sealed record ModelTensor(int Index, string Name, ElementType Type, Shape Shape, QuantizationParameters? Quantization, ReadOnlyMemory<byte>? Data)
{
    /// <summary>Whether its value is in the file.</summary>
    public bool IsConstant => Data is not null;

    /// <summary>The size of its value.</summary>
    public int ByteCount => Shape.ElementCount * Type.SizeInBytes();

    /// <summary>How a message names it: <c>tensor 58 "Relu6"</c>.</summary>
    public string Description => Name.Length == 0 ? $"tensor {Index}" : $"tensor {Index} \"{Name}\"";
}
