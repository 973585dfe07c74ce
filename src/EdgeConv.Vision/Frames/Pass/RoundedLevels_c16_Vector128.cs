using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeConv.Vision.Frames.Pass;

/// <summary>Sixteen values at a time that are levels already, but for the bits behind the point: what <see cref="YCbCrEquation.Levels"/> comes to.</summary>
internal static unsafe class RoundedLevels_c16_Vector128
{
    /// <summary><c>levels[i] = (values[i] + 2^6) >> 7</c>.</summary>
    /// <param name="values">From 0 to 255 * 2^7; up to 15 behind the last are read.</param>
    /// <param name="levels">Up to 15 behind the last are written.</param>
    /// <param name="count">Values.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run(short* values, byte* levels, int count)
    {
        var half = Vector128.Create((ushort)(1 << (YCbCrEquation.SampleBits - 1)));
        for (; count > 0; count -= 16, values += 16, levels += 16)
        {
            var low = (Vector128.Load((ushort*)values) + half) >>> YCbCrEquation.SampleBits;
            var high = (Vector128.Load((ushort*)values + 8) + half) >>> YCbCrEquation.SampleBits;
            Vector128.Narrow(low, high).Store(levels);
        }
    }
}
