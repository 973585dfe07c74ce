using EdgeConv.Vision.Frames;
using EdgeConv.Vision.Frames.Pass;

namespace EdgeConv.Tests.Vision.Frames.Pass;

public class YCbCrEquationTests
{
    public static TheoryData<ColourMatrix, ColourRange> Spaces => new()
    {
        { ColourMatrix.Bt601, ColourRange.Limited },
        { ColourMatrix.Bt601, ColourRange.Full },
        { ColourMatrix.Bt709, ColourRange.Limited },
        { ColourMatrix.Bt709, ColourRange.Full },
    };

    [Theory]
    [MemberData(nameof(Spaces))]
    public void All_colours_come_within_one_level_of_real_numbers(ColourMatrix matrix, ColourRange range)
    {
        var e = YCbCrEquation.Of(matrix, range);
        var (kr, kb) = matrix == ColourMatrix.Bt601 ? (0.299, 0.114) : (0.2126, 0.0722);
        var (black, lumaRange, chromaRange) = range == ColourRange.Full ? (0, 255.0, 255.0) : (16, 219.0, 224.0);
        var largest = 0.0;
        for (var y = 0; y < 256; y++)
        {
            for (var cb = 0; cb < 256; cb++)
            {
                for (var cr = cb % 3; cr < 256; cr += 3)
                {
                    var grey = 255 * (y - black) / lumaRange;
                    var red = grey + 255 * (cr - 128) / chromaRange * 2 * (1 - kr);
                    var blue = grey + 255 * (cb - 128) / chromaRange * 2 * (1 - kb);
                    var green = (grey - kr * red - kb * blue) / (1 - kr - kb);
                    Compare(red, (y * e.Luma + cr * e.CrToRed << 7) + e.Red);
                    Compare(green, (y * e.Luma + cb * e.CbToGreen + cr * e.CrToGreen << 7) + e.Green);
                    Compare(blue, (y * e.Luma + cb * e.CbToBlue << 7) + e.Blue);
                }
            }
        }

        // Half a level is rounding itself.
        Assert.InRange(largest, 0, 0.55);

        void Compare(double real, int scaled) => largest = Math.Max(largest, Math.Abs(Math.Clamp(real, 0, 255) - Math.Clamp(scaled >> 20, 0, 255)));
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Greys_stay_grey_and_the_ends_are_black_and_white(ColourMatrix matrix, ColourRange range)
    {
        var e = YCbCrEquation.Of(matrix, range);
        for (var y = 0; y < 256; y++)
        {
            var grey = (y * e.Luma << 7) + e.Grey;
            Assert.Equal(grey, (y * e.Luma + 128 * e.CrToRed << 7) + e.Red);
            Assert.Equal(grey, (y * e.Luma + 128 * (e.CbToGreen + e.CrToGreen) << 7) + e.Green);
            Assert.Equal(grey, (y * e.Luma + 128 * e.CbToBlue << 7) + e.Blue);
        }

        var (black, white) = range == ColourRange.Full ? (0, 255) : (16, 235);
        Assert.Equal(0, (black * e.Luma << 7) + e.Grey >> 20);
        Assert.Equal(255, (white * e.Luma << 7) + e.Grey >> 20);
    }
}
