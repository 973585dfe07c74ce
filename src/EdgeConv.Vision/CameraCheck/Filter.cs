namespace EdgeConv.Vision.CameraCheck;

/// <summary>
/// The weights that make one output channel: whole numbers times a gain, stored as they are (weight scale = gain), plus a bias. A pattern that sums to 0
/// so stays blind to brightness, which weights rounded to a scale of their own would not.
/// </summary>
/// <param name="Pattern">Values of -127 to 127, in the order of the weights.</param>
/// <param name="Gain">What 1 in the pattern stands for, above 0.</param>
/// <param name="Bias">Added to the sum, in the real units of the result.</param>
internal sealed record Filter(sbyte[] Pattern, double Gain, double Bias)
{
    private const double LargestWeight = 127;

    /// <summary>Real weights, rounded to the finest steps that hold the largest of them.</summary>
    public static Filter OfReals(double bias, params double[] weights)
    {
        var largest = weights.Max(Math.Abs);
        // A class that nothing speaks for or against still needs a scale above 0.
        var gain = largest == 0 ? 1 : largest / LargestWeight;
        return new Filter([.. weights.Select(weight => (sbyte)Math.Round(weight / gain))], gain, bias);
    }

    /// <summary>A detector: 0 where the pattern's response is at most the threshold, 1 where it is a span above, straight between.</summary>
    /// <param name="pattern">What it looks for.</param>
    /// <param name="threshold">The largest response that means nothing.</param>
    /// <param name="span">How far above the threshold it is sure, above 0.</param>
    public static Filter Detector(sbyte[] pattern, double threshold, double span) => new(pattern, 1 / span, -threshold / span);
}
