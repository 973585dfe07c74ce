namespace EdgeConv.Vision.Frames.Pass;

/// <summary>From Y, Cb and Cr to red, green and blue in whole numbers.</summary>
/// <remarks>
/// With luma weights Kr, Kg, Kb (0.299, 0.587, 0.114 in Recommendation ITU-R BT.601-7, 2.5.1; 0.2126, 0.7152, 0.0722 in BT.709-6, 3.2), y = (Y - 16) / 219 and c = (C - 128) / 224
/// in limited range, y = Y / 255 and c = (C - 128) / 255 in full range (JFIF 1.02), the inverse of the recommendations' equations is
/// <code>
/// R / 255 = y + 2 (1 - Kr) cr
/// G / 255 = y - 2 (1 - Kb) Kb / Kg cb - 2 (1 - Kr) Kr / Kg cr
/// B / 255 = y + 2 (1 - Kb) cb
/// </code>
/// Factors are rounded to 1/8192, which is what 16 bits hold, and samples come with seven more bits: <c>R = clamp((Luma y + CrToRed cr + Red) >> 20)</c>, and the others alike.
/// Greys stay grey, for the last term is made of the rounded factors.
/// </remarks>
internal struct YCbCrEquation
{
    /// <summary>What the result is shifted right by.</summary>
    public const int Shift = FactorBits + SampleBits;

    /// <summary>Bits behind the point of a sample that comes out of resampling.</summary>
    public const int SampleBits = 7;

    private const int FactorBits = 13;

    /// <summary>The factor of Y, at most 255 / 219.</summary>
    public short Luma;

    /// <summary>The factor of Cr in red.</summary>
    public short CrToRed;

    /// <summary>The factor of Cb in green, below 0.</summary>
    public short CbToGreen;

    /// <summary>The factor of Cr in green, below 0.</summary>
    public short CrToGreen;

    /// <summary>The factor of Cb in blue.</summary>
    public short CbToBlue;

    /// <summary>What Y alone lacks to make a grey: the offset, and one half for rounding.</summary>
    public int Grey;

    /// <summary>What red lacks.</summary>
    public int Red;

    /// <summary>What green lacks.</summary>
    public int Green;

    /// <summary>What blue lacks.</summary>
    public int Blue;

    /// <summary>Samples that are levels already: only <see cref="Luma"/> and <see cref="Grey"/> count.</summary>
    public static YCbCrEquation Levels => new() { Luma = 1 << FactorBits, Grey = 1 << (Shift - 1) };

    /// <summary>Whether a component by itself is a level already, but for rounding.</summary>
    public readonly bool IsLevels => Luma == Levels.Luma && Grey == Levels.Grey;

    /// <summary>The equation of a colour space.</summary>
    public static YCbCrEquation Of(ColourMatrix matrix, ColourRange range)
    {
        var (kr, kb) = matrix switch
        {
            ColourMatrix.Bt601 => (0.299, 0.114),
            ColourMatrix.Bt709 => (0.2126, 0.0722),
            _ => throw new ArgumentOutOfRangeException(nameof(matrix), matrix, "There is no such colour matrix."),
        };
        var (black, luma, chroma) = range switch
        {
            ColourRange.Limited => (16, 255.0 / 219, 255.0 / 224),
            ColourRange.Full => (0, 1.0, 1.0),
            _ => throw new ArgumentOutOfRangeException(nameof(range), range, "There is no such range."),
        };
        var kg = 1 - kr - kb;
        var equation = new YCbCrEquation
        {
            Luma = Rounded(luma),
            CrToRed = Rounded(chroma * 2 * (1 - kr)),
            CbToGreen = Rounded(-chroma * 2 * (1 - kb) * kb / kg),
            CrToGreen = Rounded(-chroma * 2 * (1 - kr) * kr / kg),
            CbToBlue = Rounded(chroma * 2 * (1 - kb)),
        };
        equation.Grey = (1 << (Shift - 1)) - (equation.Luma * black << SampleBits);
        equation.Red = equation.Grey - (equation.CrToRed * 128 << SampleBits);
        equation.Green = equation.Grey - ((equation.CbToGreen + equation.CrToGreen) * 128 << SampleBits);
        equation.Blue = equation.Grey - (equation.CbToBlue * 128 << SampleBits);
        return equation;
    }

    private static short Rounded(double factor) => checked((short)Math.Round(factor * (1 << FactorBits)));
}
