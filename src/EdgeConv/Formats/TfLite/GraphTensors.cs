using EdgeConv.Models;

namespace EdgeConv.Formats.TfLite;

/// <summary>The tensors of a subgraph while it is read, with what must be remembered of the file until their uses are known.</summary>
/// <param name="count">The number of tensors.</param>
internal sealed class GraphTensors(int count)
{
    /// <summary>The tensors so far.</summary>
    public ModelTensor[] Items { get; } = new ModelTensor[count];

    /// <summary>The format's type number of each.</summary>
    public byte[] TypeCodes { get; } = new byte[count];

    /// <summary>Where the channel axis of each is stated.</summary>
    public AxisPlace[] AxisPlaces { get; } = new AxisPlace[count];

    /// <summary>How each gets its value, as far as is known.</summary>
    public TensorOrigin[] Origins { get; } = new TensorOrigin[count];

    /// <summary>Why a tensor cannot take part in a graph: its type; null when it can.</summary>
    public string? WhyUnusable(int index)
    {
        var tensor = Items[index];
        if (!TensorTypes.TryGet(TypeCodes[index], out var type))
            return $"{tensor.Description} is {TensorTypes.NameOf(TypeCodes[index])}, which is not supported";
        return type == Tensors.ElementType.Float16 && !tensor.IsConstant ? $"{tensor.Description} is float16, which is supported for constants only" : null;
    }
}
