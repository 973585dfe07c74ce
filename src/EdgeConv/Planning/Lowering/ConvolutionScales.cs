using System.Collections.Immutable;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Models;
using EdgeConv.Planning.Quantization;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Lowering;

/// <summary>Requantization factors of convolutions and matrix products, one an output channel.</summary>
internal static class ConvolutionScales
{
    /// <summary>
    /// Factors of a convolution. int8: <c>double(input) * double(weights) / double(output)</c> (PopulateConvolutionQuantizationParams). uint8: the product of
    /// the two scales is rounded to float32 first (GetQuantizedConvolutionMultipler); both in tensorflow/lite/kernels/kernel_util.cc, and the difference reaches the output.
    /// </summary>
    public static ImmutableArray<QuantizedMultiplier> Of(Operator op, ModelTensor input, ModelTensor weights, ModelTensor output, int channels) =>
        Of(op, input, weights, output, channels, roundProduct: input.Type == ElementType.UInt8);

    /// <summary>Factors of a matrix product: as <see cref="Of(Operator, ModelTensor, ModelTensor, ModelTensor, int)"/>, but one scale for all weights always takes the float32 product.</summary>
    public static ImmutableArray<QuantizedMultiplier> OfMatrix(Operator op, ModelTensor input, ModelTensor weights, ModelTensor output, int channels) =>
        Of(op, input, weights, output, channels, roundProduct: !weights.RequiredQuantization().IsPerChannel);

    /// <summary>What stands for 0 in the weights of a convolution: the reference kernels of int8 do not look at the zero point, which the format fixes at 0.</summary>
    public static int FilterZeroPoint(this ModelTensor weights) => weights.Type == ElementType.UInt8 ? weights.StoredZeroPoint() : 0;

    /// <summary>What stands for 0 in the weights of a matrix product: as <see cref="FilterZeroPoint"/>, but one zero point for all weights counts in int8, too.</summary>
    public static int MatrixZeroPoint(this ModelTensor weights) => weights.RequiredQuantization().IsPerChannel ? 0 : weights.StoredZeroPoint();

    private static ImmutableArray<QuantizedMultiplier> Of(Operator op, ModelTensor input, ModelTensor weights, ModelTensor output, int channels, bool roundProduct)
    {
        var weightScales = weights.RequiredQuantization().Scales;
        if (weightScales.Length != 1 && weightScales.Length != channels)
            throw new ModelFormatException($"subgraphs[0].tensors[{weights.Index}].quantization.scale", $"{weightScales.Length} scales for {channels} output channels");
        if (weightScales.Length > 1 && weights.Type == ElementType.UInt8)
            throw new UnsupportedOperatorException(op.Name, op.Index, $"{weights.Description} is uint8 and has {weightScales.Length} scales; only int8 weights may have more than one");
        var inputScale = input.RequiredQuantization().Scale;
        var outputScale = output.RequiredQuantization().Scale;
        var factors = ImmutableArray.CreateBuilder<QuantizedMultiplier>(channels);
        for (var channel = 0; channel < channels; channel++)
        {
            var weightScale = weightScales[weightScales.Length == 1 ? 0 : channel];
            var product = roundProduct ? inputScale * weightScale : (double)inputScale * weightScale;
            factors.Add(QuantizedActivation.Multiplier(op, product / outputScale));
        }

        return factors.MoveToImmutable();
    }
}
