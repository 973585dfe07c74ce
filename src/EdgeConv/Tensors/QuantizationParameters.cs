using System.Collections.Immutable;

namespace EdgeConv.Tensors;

/// <summary>
/// How stored integers stand for real numbers: <c>real = scale * (stored - zeroPoint)</c>, with one pair for the whole tensor or one for
/// each index along <see cref="Axis"/> (TensorFlow Lite quantization specification).
/// </summary>
/// <param name="Scales">One scale, or one a channel; finite and greater than 0.</param>
/// <param name="ZeroPoints">As many as scales, each inside the element type's range.</param>
/// <param name="Axis">The dimension the channels run along; 0 when there is a single pair.</param>
public sealed record QuantizationParameters(ImmutableArray<float> Scales, ImmutableArray<int> ZeroPoints, int Axis)
{
    /// <summary>Makes parameters with one pair for the whole tensor.</summary>
    public QuantizationParameters(float scale, int zeroPoint)
        : this([scale], [zeroPoint], 0)
    {
    }

    /// <summary>Whether each index along <see cref="Axis"/> has its own pair.</summary>
    public bool IsPerChannel => Scales.Length > 1;

    /// <summary>The scale of the whole tensor, or of the first channel.</summary>
    public float Scale => Scales[0];

    /// <summary>The zero point of the whole tensor, or of the first channel.</summary>
    public int ZeroPoint => ZeroPoints[0];

    /// <summary>Whether both map integers to reals alike.</summary>
    public bool Equals(QuantizationParameters? other) =>
        other is not null && Axis == other.Axis && Scales.AsSpan().SequenceEqual(other.Scales.AsSpan()) && ZeroPoints.AsSpan().SequenceEqual(other.ZeroPoints.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Scales.Length, Scale, ZeroPoint, Axis);
}
