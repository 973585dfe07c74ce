using EdgeConv.Vision;

namespace EdgeConv.Tests.Vision.CameraCheck;

/// <summary>A good picture and its faulty copies, each with the class it should be given: two strengths of every fault.</summary>
internal static class FaultyCopies
{
    // A lit finger is warm; a thumb pressed on the lens is darker and redder.
    private static readonly Rgb Finger = new(190, 120, 95);
    private static readonly Rgb Thumb = new(120, 45, 30);

    public static IEnumerable<(string Class, string Name, Picture Picture)> Of(Picture picture, int seed)
    {
        yield return ("usable", "as it is", picture);
        yield return ("dark", "exposure x 0.06", Degradation.Dark(picture, 0.06, seed));
        yield return ("dark", "exposure x 0.03", Degradation.Dark(picture, 0.03, seed));
        yield return ("overexposed", "x 4 + 80", Degradation.Overexposed(picture, 4, 80));
        yield return ("overexposed", "x 3 + 100", Degradation.Overexposed(picture, 3, 100));
        yield return ("blurred", "by 2 %", Degradation.Blurred(picture, 0.02, seed));
        yield return ("blurred", "by 3 %", Degradation.Blurred(picture, 0.03, seed));
        yield return ("covered", "blurred by 25 %, x 0.35", Degradation.Covered(picture, 0.25, 0.35, seed));
        yield return ("covered", "blurred by 30 %, x 0.5", Degradation.Covered(picture, 0.30, 0.5, seed));
        yield return ("covered", "under a finger", Degradation.UnderAFinger(picture.Width, picture.Height, Finger, 0.3, seed));
        yield return ("covered", "under a thumb", Degradation.UnderAFinger(picture.Width, picture.Height, Thumb, 0.5, seed));
    }
}
