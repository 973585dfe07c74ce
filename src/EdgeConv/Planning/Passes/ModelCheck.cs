using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Passes;

/// <summary>What must hold of every tensor before anything is planned: a model may come from anywhere, and kernels trust what they are given.</summary>
internal static class ModelCheck
{
    /// <summary>Requires that constants are whole and quantization is sound.</summary>
    /// <exception cref="ModelFormatException">A tensor is not.</exception>
    public static void Require(Model model)
    {
        foreach (var tensor in model.Tensors)
        {
            if (tensor.Data is { } data && data.Length != tensor.ByteCount)
                throw Fault(tensor, "", $"is a constant of {data.Length} bytes, but {tensor.Type.Name()} {tensor.Shape} is {tensor.ByteCount} bytes");
            if (tensor.Quantization is { } quantization && tensor.Type.IsQuantized8())
                Require(tensor, quantization);
        }
    }

    private static void Require(ModelTensor tensor, QuantizationParameters quantization)
    {
        if (quantization.Scales.IsDefaultOrEmpty || quantization.Scales.Length != quantization.ZeroPoints.Length)
            throw Fault(tensor, ".quantization", "needs as many zero points as scales, at least one");
        foreach (var scale in quantization.Scales)
        {
            if (!(scale > 0) || !float.IsFinite(scale))
                throw Fault(tensor, ".quantization.scale", $"has the scale {scale}, which must be finite and above 0");
        }

        var (min, max) = tensor.Type == ElementType.Int8 ? (-128, 127) : (0, 255);
        foreach (var zeroPoint in quantization.ZeroPoints)
        {
            if (zeroPoint < min || zeroPoint > max)
                throw Fault(tensor, ".quantization.zero_point", $"has the zero point {zeroPoint}, outside {min} to {max}");
        }

        if (quantization.IsPerChannel && (quantization.Axis < 0 || quantization.Axis >= tensor.Shape.Rank))
            throw Fault(tensor, ".quantization.quantized_dimension", $"has a scale for each index along dimension {quantization.Axis}, but only {tensor.Shape.Rank} dimensions");
    }

    private static ModelFormatException Fault(ModelTensor tensor, string field, string fault) =>
        new($"subgraphs[0].tensors[{tensor.Index}]{field}", $"{tensor.Description} {fault}");
}
