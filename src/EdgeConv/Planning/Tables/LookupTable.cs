using EdgeConv.Models;
using EdgeConv.Planning.Quantization;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Tables;

/// <summary>
/// A function of one 8-bit value as its 256 results, computed when a model is planned. The formulas live beside this file and not with the kernels,
/// because they are made of scales and zero points, which no kernel sees; each gives values as its model declares them, uint8 from 0 to 255, as the reference does.
/// </summary>
internal static class LookupTable
{
    /// <summary>Evaluates a formula for every input.</summary>
    /// <param name="input">The declared type of the argument.</param>
    /// <param name="output">The declared type of the result.</param>
    /// <param name="formula">From a declared value to a declared value, which is clamped to its type.</param>
    /// <returns>Stored results, the first for the stored value -128.</returns>
    public static sbyte[] Of(ElementType input, ElementType output, Func<int, int> formula)
    {
        var (inputFlip, outputFlip) = (Flip(input), Flip(output));
        var table = new sbyte[256];
        for (var stored = -128; stored <= 127; stored++)
            table[stored + 128] = (sbyte)Math.Clamp((long)formula(stored + inputFlip) - outputFlip, sbyte.MinValue, sbyte.MaxValue);
        return table;
    }

    /// <summary>Evaluates a formula from one tensor to another.</summary>
    public static sbyte[] Of(ModelTensor input, ModelTensor output, Func<int, int> formula) => Of(input.Type, output.Type, formula);

    /// <summary>
    /// A real function through float32, as LiteRT's reference builds its uint8 tables (LUTPopulateInt8, tensorflow/lite/kernels/internal/common.h):
    /// a product with the inverse scale, where QUANTIZE divides.
    /// </summary>
    public static sbyte[] OfReal(ModelTensor input, ModelTensor output, Func<float, float> function)
    {
        var (from, to) = (input.RequiredQuantization(), output.RequiredQuantization());
        var inverseScale = 1 / to.Scale;
        return Of(input, output, x =>
        {
            var transformed = function(from.Scale * (x - from.ZeroPoint));
            return (int)(MathF.Round(transformed * inverseScale, MidpointRounding.AwayFromZero) + to.ZeroPoint);
        });
    }

    /// <summary>Whether a table leaves every value as it is.</summary>
    public static bool IsIdentity(ReadOnlySpan<sbyte> table)
    {
        for (var stored = -128; stored <= 127; stored++)
        {
            if (table[stored + 128] != stored)
                return false;
        }

        return true;
    }

    private static int Flip(ElementType type) => type == ElementType.UInt8 ? 128 : 0;
}
