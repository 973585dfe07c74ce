using EdgeConv.Formats.TfLite.FlatBuffers;
using EdgeConv.Models;

namespace EdgeConv.Formats.TfLite;

/// <summary>Where a file states the scales of channels, kept so that a fault found later is reported there.</summary>
/// <param name="Quantization">The path of the quantization table; null for a tensor with a single scale or none.</param>
/// <param name="Offset">The file offset of its scales.</param>
internal readonly record struct AxisPlace(FieldPath? Quantization, long Offset)
{
    /// <summary>Reports a fault in the channel axis.</summary>
    public ModelFormatException Fault(string fault) => new(Quantization!.Of("quantized_dimension"), fault, Offset);
}
