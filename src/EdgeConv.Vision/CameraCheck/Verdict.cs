using EdgeConv.Tensors;

namespace EdgeConv.Vision.CameraCheck;

/// <summary>
/// The table that turns evidence into scores. The score of "usable" is 0; the others are lines that cross 0 where their fault begins. The steepest
/// prevail where several faults are seen at once: nothing can be said of the focus of a black picture.
/// </summary>
internal static class Verdict
{
    // Dark: less of the picture than this has any light.
    private const double DarkBelowLight = 0.1;
    private const double DarkSlope = 120;

    // Overexposed: more of the picture than this is white, and each shadow makes up for four times its area of white, as in a picture of a thing on paper.
    private const double OverexposedAboveWhite = 0.275;
    private const double WhitePerShadow = 4;
    private const double OverexposedSlope = 80;

    // Blurred: less of the picture than this is sharp, and the more shapes there are the more of it should be.
    private const double BlurredBelowSharp = 0.03;
    private const double SharpPerShape = 0.05;
    private const double BlurredSlope = 60;

    // Covered: there are no shapes to speak of, nor fine texture, which a wall or a cloth has without shapes.
    private const double CoveredBelowShapes = 0.03;
    private const double CoveredSlope = 250;
    private const double CoveredSharpSlope = 20;

    /// <summary>Scores from -16 to 16: e to the 16 is more than 8-bit probabilities can tell apart.</summary>
    public static QuantizationParameters ScoreRange { get; } = new(1f / 8, 0);

    /// <summary>A filter a class, in the order of <see cref="CameraCheckModel.Labels"/>; its weights are for light, shadow, white, sharpness, and shapes of both signs.</summary>
    public static Filter[] Filters { get; } =
    [
        Filter.OfReals(0, 0, 0, 0, 0, 0, 0),
        Filter.OfReals(DarkSlope * DarkBelowLight, -DarkSlope, 0, 0, 0, 0, 0),
        Filter.OfReals(-OverexposedSlope * OverexposedAboveWhite, 0, -OverexposedSlope * WhitePerShadow, OverexposedSlope, 0, 0, 0),
        Filter.OfReals(BlurredSlope * BlurredBelowSharp, 0, 0, 0, -BlurredSlope, BlurredSlope * SharpPerShape, BlurredSlope * SharpPerShape),
        Filter.OfReals(CoveredSlope * CoveredBelowShapes, 0, 0, 0, -CoveredSharpSlope, -CoveredSlope, -CoveredSlope),
    ];
}
