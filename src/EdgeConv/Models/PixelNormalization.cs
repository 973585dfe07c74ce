using System.Collections.Immutable;

namespace EdgeConv.Models;

/// <summary>Pixels to reals, <c>real = (pixel - mean) / standardDeviation</c>, pixel in 0..255 (TensorFlow Lite metadata, NormalizationOptions).</summary>
/// <param name="Mean">One value, or one a channel.</param>
/// <param name="StandardDeviation">As many as means, none 0.</param>
public sealed record PixelNormalization(ImmutableArray<float> Mean, ImmutableArray<float> StandardDeviation);
