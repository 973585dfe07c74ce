using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;

namespace EdgeConv.Vision.Frames.Pass;

/// <summary>Eight pairs at a time.</summary>
internal static unsafe class PairSplit_c8_Neon
{
    /// <summary>Takes pairs apart.</summary>
    /// <param name="pairs">Up to 14 behind the last are read.</param>
    /// <param name="first">The first of each; up to 7 behind the last are written.</param>
    /// <param name="second">The second of each, likewise.</param>
    /// <param name="count">Pairs.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run(short* pairs, short* first, short* second, int count)
    {
        for (; count > 0; count -= 8, pairs += 16, first += 8, second += 8)
        {
            var a = AdvSimd.LoadVector128(pairs);
            var b = AdvSimd.LoadVector128(pairs + 8);
            AdvSimd.Store(first, AdvSimd.Arm64.UnzipEven(a, b));
            AdvSimd.Store(second, AdvSimd.Arm64.UnzipOdd(a, b));
        }
    }
}
