using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EdgeConv.Kernels.Lookup;

/// <summary>
/// Sixty-four values at a time. VPSHUFB looks up in a row of 16 bytes by an index's low four bits, and gives 0 where the index is negative. So rows are replaced by
/// what each differs from the row before (exclusive or), and indices count down by 16 a row, staying negative once they are: the rows up to a value's own add up
/// to it. Values below 0 go through the first eight rows by their index plus 128, the others through the last eight.
/// </summary>
internal static unsafe class Lookup_c64_Avx2
{
    private const int UnitLength = 4096;
    private const int TableBytes = 256;

    /// <summary>Stretches of values.</summary>
    public static int Units(in LookupArguments a) => (a.Count + UnitLength - 1) / UnitLength;

    /// <summary>Looks stretches of values up.</summary>
    public static void Run(in LookupArguments a, int begin, int end)
    {
        var first = begin * UnitLength;
        Run((byte*)a.Table, (byte*)a.Input + first, (byte*)a.Output + first, Math.Min(a.Count, end * UnitLength) - first);
    }

    /// <summary>Looks a run of values up.</summary>
    /// <param name="table">256 results, the first for -128.</param>
    /// <param name="input">int8 values; up to 63 bytes behind the last are read.</param>
    /// <param name="output">The results; may be the input.</param>
    /// <param name="count">How many.</param>
    public static void Run(byte* table, byte* input, byte* output, int count)
    {
        var differences = stackalloc byte[TableBytes];
        for (var row = 0; row < TableBytes; row += 16)
        {
            var values = Vector128.Load(table + row);
            Vector128.Store(row % 128 == 0 ? values : values ^ Vector128.Load(table + row - 16), differences + row);
        }

        RunStretch(differences, input, output, count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunStretch(byte* differences, byte* input, byte* output, int count)
    {
        var sign = Vector256.Create(sbyte.MinValue);
        var row = Vector256.Create((sbyte)16);
        for (; count > 0; count -= 64, input += 64, output += 64)
        {
            var above0 = Avx.LoadVector256((sbyte*)input);
            var above1 = Avx.LoadVector256((sbyte*)input + 32);
            var below0 = above0 ^ sign;
            var below1 = above1 ^ sign;
            var (y0, y1) = (Vector256<sbyte>.Zero, Vector256<sbyte>.Zero);
            for (var at = 0; at < 128; at += 16)
            {
                var ofBelow = Avx2.BroadcastVector128ToVector256((sbyte*)differences + at);
                var ofAbove = Avx2.BroadcastVector128ToVector256((sbyte*)differences + at + 128);
                y0 ^= Avx2.Shuffle(ofBelow, below0) ^ Avx2.Shuffle(ofAbove, above0);
                y1 ^= Avx2.Shuffle(ofBelow, below1) ^ Avx2.Shuffle(ofAbove, above1);
                below0 = Avx2.SubtractSaturate(below0, row);
                below1 = Avx2.SubtractSaturate(below1, row);
                above0 = Avx2.SubtractSaturate(above0, row);
                above1 = Avx2.SubtractSaturate(above1, row);
            }

            if (count < 64)
            {
                StoreFirst(y0.AsByte(), y1.AsByte(), output, count);
                return;
            }

            Avx.Store((sbyte*)output, y0);
            Avx.Store((sbyte*)output + 32, y1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFirst(Vector256<byte> y0, Vector256<byte> y1, byte* output, int count)
    {
        if (count >= 32)
        {
            Avx.Store(output, y0);
            y0 = y1;
            output += 32;
        }

        var half = y0.GetLower();
        if ((count & 16) != 0)
        {
            Sse2.Store(output, half);
            half = y0.GetUpper();
            output += 16;
        }

        PartialVector.Store(half, output, count & 15);
    }
}
