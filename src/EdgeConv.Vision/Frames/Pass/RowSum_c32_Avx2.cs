using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EdgeConv.Vision.Frames.Pass;

/// <summary>Thirty-two bytes of a row at a time, two rows at a time: their bytes are put in turn, so that one multiply-add of 16 bits weighs and adds both.</summary>
internal static unsafe class RowSum_c32_Avx2
{
    /// <summary><c>sums[i] = (sum over k of weights[k] * first[k * stride + i] + 2^6) >> 7</c>.</summary>
    /// <param name="first">The first row; up to 31 bytes behind a row's last are read.</param>
    /// <param name="stride">Bytes from row to row.</param>
    /// <param name="weights">A weight a row, behind the last of an odd number 0.</param>
    /// <param name="count">Rows, at least 1.</param>
    /// <param name="sums">Up to 31 behind the last are written.</param>
    /// <param name="bytes">Bytes of a row.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run(byte* first, long stride, short* weights, int count, short* sums, int bytes)
    {
        var zero = Vector256<byte>.Zero;
        var half = Vector256.Create(1 << 6);
        for (; bytes > 0; bytes -= 32, first += 32, sums += 32)
        {
            var (s0, s1, s2, s3) = (half, half, half, half);
            var row = first;
            for (var k = 0; k < count; k += 2, row += 2 * stride)
            {
                var one = Avx.LoadVector256(row);
                var next = Avx.LoadVector256(k + 1 < count ? row + stride : row);
                var weight = Vector256.Create(*(int*)(weights + k)).AsInt16();
                var low = Avx2.UnpackLow(one, next);
                var high = Avx2.UnpackHigh(one, next);
                s0 += Avx2.MultiplyAddAdjacent(Avx2.UnpackLow(low, zero).AsInt16(), weight);
                s1 += Avx2.MultiplyAddAdjacent(Avx2.UnpackHigh(low, zero).AsInt16(), weight);
                s2 += Avx2.MultiplyAddAdjacent(Avx2.UnpackLow(high, zero).AsInt16(), weight);
                s3 += Avx2.MultiplyAddAdjacent(Avx2.UnpackHigh(high, zero).AsInt16(), weight);
            }

            // In each half: bytes 0 to 7, and 8 to 15.
            var left = Avx2.PackSignedSaturate(Avx2.ShiftRightArithmetic(s0, 7), Avx2.ShiftRightArithmetic(s1, 7));
            var right = Avx2.PackSignedSaturate(Avx2.ShiftRightArithmetic(s2, 7), Avx2.ShiftRightArithmetic(s3, 7));
            Avx.Store(sums, Avx2.Permute2x128(left, right, 0x20));
            Avx.Store(sums + 16, Avx2.Permute2x128(left, right, 0x31));
        }
    }
}
