using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace EdgeConv.Vision.Frames.Pass;

/// <summary>Eight pixels at a time.</summary>
internal static unsafe class YCbCrMix_c8_Neon
{
    /// <summary>Converts a line; see <see cref="YCbCrEquation"/>.</summary>
    /// <param name="y">From 0 to 32767; up to 7 behind the last are read.</param>
    /// <param name="cb">Likewise.</param>
    /// <param name="cr">Likewise.</param>
    /// <param name="equation">The factors.</param>
    /// <param name="red">Levels; up to 7 behind the last are written.</param>
    /// <param name="green">Likewise.</param>
    /// <param name="blue">Likewise.</param>
    /// <param name="count">Pixels.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run(short* y, short* cb, short* cr, in YCbCrEquation equation, byte* red, byte* green, byte* blue, int count)
    {
        var (toAll, toRed, toBlue) = (Vector128.Create(equation.Luma), Vector128.Create(equation.CrToRed), Vector128.Create(equation.CbToBlue));
        var (crToGreen, cbToGreen) = (Vector128.Create(equation.CrToGreen), Vector128.Create(equation.CbToGreen));
        var (ofRed, ofGreen, ofBlue) = (Vector128.Create(equation.Red), Vector128.Create(equation.Green), Vector128.Create(equation.Blue));
        for (; count > 0; count -= 8, y += 8, cb += 8, cr += 8, red += 8, green += 8, blue += 8)
        {
            var (luma, b, r) = (AdvSimd.LoadVector128(y), AdvSimd.LoadVector128(cb), AdvSimd.LoadVector128(cr));
            var (high, low) = (AdvSimd.MultiplyWideningUpper(luma, toAll), AdvSimd.MultiplyWideningLower(luma.GetLower(), toAll.GetLower()));
            AdvSimd.Store(red, Levels_c8_Neon.Narrow(AddLower(low + ofRed, r, toRed), AddUpper(high + ofRed, r, toRed)));
            AdvSimd.Store(
                green,
                Levels_c8_Neon.Narrow(AddLower(AddLower(low + ofGreen, r, crToGreen), b, cbToGreen), AddUpper(AddUpper(high + ofGreen, r, crToGreen), b, cbToGreen)));
            AdvSimd.Store(blue, Levels_c8_Neon.Narrow(AddLower(low + ofBlue, b, toBlue), AddUpper(high + ofBlue, b, toBlue)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> AddUpper(Vector128<int> sums, Vector128<short> values, Vector128<short> factor) => AdvSimd.MultiplyWideningUpperAndAdd(sums, values, factor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> AddLower(Vector128<int> sums, Vector128<short> values, Vector128<short> factor) =>
        AdvSimd.MultiplyWideningLowerAndAdd(sums, values.GetLower(), factor.GetLower());
}
