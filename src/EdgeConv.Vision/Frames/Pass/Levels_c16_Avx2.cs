using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EdgeConv.Vision.Frames.Pass;

/// <summary>Sixteen values at a time, each beside a zero, so that a multiply-add is a product of 32 bits.</summary>
internal static unsafe class Levels_c16_Avx2
{
    /// <summary><c>levels[i] = clamp((factor * values[i] + offset) >> 20)</c>.</summary>
    /// <param name="values">From 0 to 32767; up to 15 behind the last are read.</param>
    /// <param name="factor">See <see cref="YCbCrEquation.Luma"/>.</param>
    /// <param name="offset">See <see cref="YCbCrEquation.Grey"/>.</param>
    /// <param name="levels">Up to 15 behind the last are written.</param>
    /// <param name="count">Values.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run(short* values, short factor, int offset, byte* levels, int count)
    {
        var (factors, offsets, zero) = (Vector256.Create(factor), Vector256.Create(offset), Vector256<short>.Zero);
        for (; count > 0; count -= 16, values += 16, levels += 16)
        {
            var x = Avx.LoadVector256(values);
            var low = Avx2.ShiftRightArithmetic(Avx2.MultiplyAddAdjacent(Avx2.UnpackLow(x, zero), factors) + offsets, YCbCrEquation.Shift);
            var high = Avx2.ShiftRightArithmetic(Avx2.MultiplyAddAdjacent(Avx2.UnpackHigh(x, zero), factors) + offsets, YCbCrEquation.Shift);
            var words = Avx2.PackSignedSaturate(low, high);
            Sse2.Store(levels, Sse2.PackUnsignedSaturate(words.GetLower(), words.GetUpper()));
        }
    }
}
