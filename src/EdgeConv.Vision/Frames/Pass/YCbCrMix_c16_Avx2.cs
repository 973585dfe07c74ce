using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EdgeConv.Vision.Frames.Pass;

/// <summary>Sixteen pixels at a time: Y beside Cr and Y beside Cb, so that one multiply-add gives the two terms of red, or of blue.</summary>
internal static unsafe class YCbCrMix_c16_Avx2
{
    /// <summary>Converts a line; see <see cref="YCbCrEquation"/>.</summary>
    /// <param name="y">From 0 to 32767; up to 15 behind the last are read.</param>
    /// <param name="cb">Likewise.</param>
    /// <param name="cr">Likewise.</param>
    /// <param name="equation">The factors.</param>
    /// <param name="red">Levels; up to 15 behind the last are written.</param>
    /// <param name="green">Likewise.</param>
    /// <param name="blue">Likewise.</param>
    /// <param name="count">Pixels.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run(short* y, short* cb, short* cr, in YCbCrEquation equation, byte* red, byte* green, byte* blue, int count)
    {
        var (toRed, toBlue) = (Pair(equation.Luma, equation.CrToRed), Pair(equation.Luma, equation.CbToBlue));
        var (crToGreen, cbToGreen) = (Pair(equation.Luma, equation.CrToGreen), Pair(0, equation.CbToGreen));
        var (ofRed, ofGreen, ofBlue) = (Vector256.Create(equation.Red), Vector256.Create(equation.Green), Vector256.Create(equation.Blue));
        for (; count > 0; count -= 16, y += 16, cb += 16, cr += 16, red += 16, green += 16, blue += 16)
        {
            var (luma, b, r) = (Avx.LoadVector256(y), Avx.LoadVector256(cb), Avx.LoadVector256(cr));
            var (rLow, rHigh) = (Avx2.UnpackLow(luma, r), Avx2.UnpackHigh(luma, r));
            var (bLow, bHigh) = (Avx2.UnpackLow(luma, b), Avx2.UnpackHigh(luma, b));
            Store(red, Avx2.MultiplyAddAdjacent(rLow, toRed) + ofRed, Avx2.MultiplyAddAdjacent(rHigh, toRed) + ofRed);
            Store(
                green,
                Avx2.MultiplyAddAdjacent(rLow, crToGreen) + Avx2.MultiplyAddAdjacent(bLow, cbToGreen) + ofGreen,
                Avx2.MultiplyAddAdjacent(rHigh, crToGreen) + Avx2.MultiplyAddAdjacent(bHigh, cbToGreen) + ofGreen);
            Store(blue, Avx2.MultiplyAddAdjacent(bLow, toBlue) + ofBlue, Avx2.MultiplyAddAdjacent(bHigh, toBlue) + ofBlue);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Pair(short first, short second) => Vector256.Create((ushort)first | second << 16).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(byte* to, Vector256<int> low, Vector256<int> high)
    {
        var words = Avx2.PackSignedSaturate(Avx2.ShiftRightArithmetic(low, YCbCrEquation.Shift), Avx2.ShiftRightArithmetic(high, YCbCrEquation.Shift));
        Sse2.Store(to, Sse2.PackUnsignedSaturate(words.GetLower(), words.GetUpper()));
    }
}
