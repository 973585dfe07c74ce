using System.Runtime.InteropServices;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Vision.Classification;

/// <summary>
/// Reads a model's output as probabilities, one a class. Where the model ends in a softmax or logistic its values are probabilities already; otherwise they
/// are logits and a softmax in float32 makes them so.
/// </summary>
internal sealed class ScoreReader
{
    private readonly ElementType _type;
    private readonly float _scale = 1;
    private readonly int _zeroPoint;
    private readonly bool _areLogits;

    /// <summary>Looks at how the model ends.</summary>
    /// <exception cref="NotAPictureModelException">The output is no vector of scores.</exception>
    public ScoreReader(Model model)
    {
        if (model.Outputs.IsEmpty)
            throw new NotAPictureModelException("The model gives nothing, where class scores are needed.");
        var output = model.Tensors[model.Outputs[0]];
        if (output.Type is not (ElementType.Float32 or ElementType.Int8 or ElementType.UInt8) || output.Shape.Rank == 0 || output.Shape.ElementCount == 0)
            throw new NotAPictureModelException($"The model gives {output.Type.Name()} {output.Shape}, which is no list of class scores. Read its raw bytes with `edgeconv infer`.");
        _type = output.Type;
        if (output.Quantization is { } quantization)
            (_scale, _zeroPoint) = (quantization.Scale, quantization.ZeroPoint);
        ClassCount = output.Shape[output.Shape.Rank - 1];
        Positions = output.Shape.ElementCount / ClassCount;
        _areLogits = !EndsInProbabilities(model);
    }

    /// <summary>The classes at each position.</summary>
    public int ClassCount { get; }

    /// <summary>How many places of the picture are scored: 1, or height x width of a map.</summary>
    public int Positions { get; }

    /// <summary>Writes the probabilities of every position, <see cref="ClassCount"/> each.</summary>
    public void Read(ReadOnlySpan<byte> output, Span<float> scores)
    {
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = _type switch
            {
                ElementType.Float32 => MemoryMarshal.Read<float>(output[(i * 4)..]),
                ElementType.Int8 => _scale * ((sbyte)output[i] - _zeroPoint),
                _ => _scale * (output[i] - _zeroPoint),
            };
        }

        if (!_areLogits)
            return;
        for (var position = 0; position < scores.Length; position += ClassCount)
            Softmax(scores.Slice(position, ClassCount));
    }

    private static void Softmax(Span<float> scores)
    {
        var largest = float.NegativeInfinity;
        foreach (var score in scores)
            largest = MathF.Max(largest, score);
        var sum = 0f;
        foreach (ref var score in scores)
        {
            score = MathF.Exp(score - largest);
            sum += score;
        }

        foreach (ref var score in scores)
            score /= sum;
    }

    private static bool EndsInProbabilities(Model model)
    {
        var tensor = model.Outputs[0];
        while (model.Operators.LastOrDefault(op => op.Outputs.Contains(tensor)) is { } op)
        {
            if (op is Models.Softmax or Unary { Kind: UnaryKind.Logistic })
                return true;
            if (op is not (Reshape or Squeeze or Unary { Kind: UnaryKind.Quantize or UnaryKind.Dequantize }))
                return false;
            tensor = op.Inputs[0];
        }

        return false;
    }
}
