using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using EdgeConv.Kernels.Requantizers;

namespace EdgeConv.Kernels.Convolution;

/// <summary>The end of a tile of four positions by sixteen channels, whatever multiplied: sums are requantized, cut to the activation's range and stored.</summary>
internal static unsafe class TileEnd4x16Neon
{
    /// <summary>Inlined: sixteen sums stay in their registers.</summary>
    /// <param name="t">The tile.</param>
    /// <param name="header">The block's packed biases, multipliers and shifts.</param>
    /// <param name="isCut">Whether the activation's range is smaller than a byte's.</param>
    /// <param name="room">Channels that are left, this block's included.</param>
    /// <param name="o0">Where the first position's channels go; moves on by sixteen.</param>
    /// <param name="o1">The second position's.</param>
    /// <param name="o2">The third's.</param>
    /// <param name="o3">The fourth's.</param>
    /// <param name="c00">Sums of position 0, channels 0 to 3.</param>
    /// <param name="c01">Sums of position 0, channels 4 to 7.</param>
    /// <param name="c02">Sums of position 0, channels 8 to 11.</param>
    /// <param name="c03">Sums of position 0, channels 12 to 15.</param>
    /// <param name="c10">Sums of position 1, channels 0 to 3.</param>
    /// <param name="c11">Sums of position 1, channels 4 to 7.</param>
    /// <param name="c12">Sums of position 1, channels 8 to 11.</param>
    /// <param name="c13">Sums of position 1, channels 12 to 15.</param>
    /// <param name="c20">Sums of position 2, channels 0 to 3.</param>
    /// <param name="c21">Sums of position 2, channels 4 to 7.</param>
    /// <param name="c22">Sums of position 2, channels 8 to 11.</param>
    /// <param name="c23">Sums of position 2, channels 12 to 15.</param>
    /// <param name="c30">Sums of position 3, channels 0 to 3.</param>
    /// <param name="c31">Sums of position 3, channels 4 to 7.</param>
    /// <param name="c32">Sums of position 3, channels 8 to 11.</param>
    /// <param name="c33">Sums of position 3, channels 12 to 15.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TRequantizer>(
        TileArguments* t, int* header, bool isCut, int room, ref sbyte* o0, ref sbyte* o1, ref sbyte* o2, ref sbyte* o3,
        Vector128<int> c00, Vector128<int> c01, Vector128<int> c02, Vector128<int> c03,
        Vector128<int> c10, Vector128<int> c11, Vector128<int> c12, Vector128<int> c13,
        Vector128<int> c20, Vector128<int> c21, Vector128<int> c22, Vector128<int> c23,
        Vector128<int> c30, Vector128<int> c31, Vector128<int> c32, Vector128<int> c33)
        where TRequantizer : struct, IRequantizer128
    {
        var (m0, m1, m2, m3) = (AdvSimd.LoadVector128(header + 16), AdvSimd.LoadVector128(header + 20), AdvSimd.LoadVector128(header + 24), AdvSimd.LoadVector128(header + 28));
        var (s0, s1, s2, s3) = (AdvSimd.LoadVector128(header + 32), AdvSimd.LoadVector128(header + 36), AdvSimd.LoadVector128(header + 40), AdvSimd.LoadVector128(header + 44));
        c00 = TRequantizer.Scale(c00, m0, s0);
        c10 = TRequantizer.Scale(c10, m0, s0);
        c01 = TRequantizer.Scale(c01, m1, s1);
        c11 = TRequantizer.Scale(c11, m1, s1);
        c02 = TRequantizer.Scale(c02, m2, s2);
        c12 = TRequantizer.Scale(c12, m2, s2);
        c03 = TRequantizer.Scale(c03, m3, s3);
        c13 = TRequantizer.Scale(c13, m3, s3);
        c00 = TRequantizer.Round(c00, s0);
        c10 = TRequantizer.Round(c10, s0);
        c01 = TRequantizer.Round(c01, s1);
        c11 = TRequantizer.Round(c11, s1);
        c02 = TRequantizer.Round(c02, s2);
        c12 = TRequantizer.Round(c12, s2);
        c03 = TRequantizer.Round(c03, s3);
        c13 = TRequantizer.Round(c13, s3);
        c20 = TRequantizer.Scale(c20, m0, s0);
        c30 = TRequantizer.Scale(c30, m0, s0);
        c21 = TRequantizer.Scale(c21, m1, s1);
        c31 = TRequantizer.Scale(c31, m1, s1);
        c22 = TRequantizer.Scale(c22, m2, s2);
        c32 = TRequantizer.Scale(c32, m2, s2);
        c23 = TRequantizer.Scale(c23, m3, s3);
        c33 = TRequantizer.Scale(c33, m3, s3);
        c20 = TRequantizer.Round(c20, s0);
        c30 = TRequantizer.Round(c30, s0);
        c21 = TRequantizer.Round(c21, s1);
        c31 = TRequantizer.Round(c31, s1);
        c22 = TRequantizer.Round(c22, s2);
        c32 = TRequantizer.Round(c32, s2);
        c23 = TRequantizer.Round(c23, s3);
        c33 = TRequantizer.Round(c33, s3);
        var y0 = Requantizers128Neon.Narrow(c00, c01, c02, c03, t->ZeroPoint);
        var y1 = Requantizers128Neon.Narrow(c10, c11, c12, c13, t->ZeroPoint);
        var y2 = Requantizers128Neon.Narrow(c20, c21, c22, c23, t->ZeroPoint);
        var y3 = Requantizers128Neon.Narrow(c30, c31, c32, c33, t->ZeroPoint);
        if (isCut)
        {
            y0 = AdvSimd.Min(y0, t->Greatest);
            y1 = AdvSimd.Min(y1, t->Greatest);
            y2 = AdvSimd.Min(y2, t->Greatest);
            y3 = AdvSimd.Min(y3, t->Greatest);
            y0 = AdvSimd.Max(y0, t->Least);
            y1 = AdvSimd.Max(y1, t->Least);
            y2 = AdvSimd.Max(y2, t->Least);
            y3 = AdvSimd.Max(y3, t->Least);
        }

        if (room >= 16)
        {
            AdvSimd.Store(o0, y0);
            o0 += 16;
            AdvSimd.Store(o1, y1);
            o1 += 16;
            AdvSimd.Store(o2, y2);
            o2 += 16;
            AdvSimd.Store(o3, y3);
            o3 += 16;
        }
        else
        {
            AdvSimd.Store(t->Spill, y0);
            AdvSimd.Store(t->Spill + 16, y1);
            AdvSimd.Store(t->Spill + 32, y2);
            AdvSimd.Store(t->Spill + 48, y3);
            TileStore.Part(t->Spill, o0, room);
            TileStore.Part(t->Spill + 16, o1, room);
            TileStore.Part(t->Spill + 32, o2, room);
            TileStore.Part(t->Spill + 48, o3, room);
        }
    }
}
