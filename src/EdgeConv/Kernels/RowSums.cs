using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace EdgeConv.Kernels;

/// <summary>Sums of values side by side: means, and what asymmetric weights need, <c>sum x (w - zw) = sum x w - zw sum x</c>.</summary>
internal static unsafe class RowSums
{
    private const int SignBit = 0x80;

    /// <summary>The sum of values behind which nothing may be read: those of a mapped file.</summary>
    public static int Of(ReadOnlySpan<sbyte> values)
    {
        var whole = values.Length / Vector128<sbyte>.Count * Vector128<sbyte>.Count;
        fixed (sbyte* start = values)
        {
            var sum = Of(start, whole);
            foreach (var value in values[whole..])
                sum += value;
            return sum;
        }
    }

    /// <summary>The sum of a run of values, behind which up to fifteen bytes are read.</summary>
    public static int Of(sbyte* values, int count)
    {
        if (Sse2.IsSupported)
            return SumUnsigned((byte*)values, count) - SignBit * count;
        var sums = Vector128<int>.Zero;
        for (; count >= Vector128<sbyte>.Count; count -= Vector128<sbyte>.Count, values += Vector128<sbyte>.Count)
            sums = Add(sums, Vector128.Load(values));
        if (count > 0)
            sums = Add(sums, Vector128.Load(values) & First(count).AsSByte());
        return Vector128.Sum(sums);
    }

    /// <summary>The sums of four runs of as many values, behind which up to fifteen bytes are read.</summary>
    public static Vector128<int> OfFour(sbyte** runs, int count)
    {
        var a = runs[0];
        var b = runs[1];
        var c = runs[2];
        var d = runs[3];
        if (!Sse2.IsSupported && !AdvSimd.Arm64.IsSupported)
            return Vector128.Create(Of(a, count), Of(b, count), Of(c, count), Of(d, count));
        var (sumA, sumB, sumC, sumD) = (Vector128<int>.Zero, Vector128<int>.Zero, Vector128<int>.Zero, Vector128<int>.Zero);
        var left = count;
        for (; left >= Vector128<sbyte>.Count; left -= Vector128<sbyte>.Count)
        {
            sumA = AddSums(sumA, Vector128.Load(a));
            sumB = AddSums(sumB, Vector128.Load(b));
            sumC = AddSums(sumC, Vector128.Load(c));
            sumD = AddSums(sumD, Vector128.Load(d));
            a += Vector128<sbyte>.Count;
            b += Vector128<sbyte>.Count;
            c += Vector128<sbyte>.Count;
            d += Vector128<sbyte>.Count;
        }

        if (left > 0)
        {
            var inside = First(left).AsSByte();
            // A byte that counts for nothing: PSADBW sees its sign bit flipped.
            var nothing = Sse2.IsSupported ? Vector128.AndNot(Vector128.Create(sbyte.MinValue), inside) : Vector128<sbyte>.Zero;
            sumA = AddSums(sumA, (Vector128.Load(a) & inside) | nothing);
            sumB = AddSums(sumB, (Vector128.Load(b) & inside) | nothing);
            sumC = AddSums(sumC, (Vector128.Load(c) & inside) | nothing);
            sumD = AddSums(sumD, (Vector128.Load(d) & inside) | nothing);
        }

        if (AdvSimd.Arm64.IsSupported)
            return AdvSimd.Arm64.AddPairwise(AdvSimd.Arm64.AddPairwise(sumA, sumB), AdvSimd.Arm64.AddPairwise(sumC, sumD));
        // Each has its sums of two halves in the lanes 0 and 2.
        var ab = Sse2.UnpackLow(sumA.AsInt64(), sumB.AsInt64()) + Sse2.UnpackHigh(sumA.AsInt64(), sumB.AsInt64());
        var cd = Sse2.UnpackLow(sumC.AsInt64(), sumD.AsInt64()) + Sse2.UnpackHigh(sumC.AsInt64(), sumD.AsInt64());
        return Sse.Shuffle(ab.AsSingle(), cd.AsSingle(), 0b10_00_10_00).AsInt32() - Vector128.Create(SignBit * count);
    }

    /// <summary>Adds what values sum up to, in as many lanes as is cheapest; on x64 128 more each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> AddSums(Vector128<int> sums, Vector128<sbyte> values) =>
        Sse2.IsSupported ? sums + Sse2.SumAbsoluteDifferences(values.AsByte() ^ Vector128.Create((byte)SignBit), Vector128<byte>.Zero).AsInt32() : Add(sums, values);

    private static Vector128<int> Add(Vector128<int> sums, Vector128<sbyte> values)
    {
        if (AdvSimd.IsSupported)
            return AdvSimd.AddPairwiseWideningAndAdd(sums, AdvSimd.AddPairwiseWidening(values));
        var (low, high) = Vector128.Widen(values);
        var (first, second) = Vector128.Widen(low + high);
        return sums + first + second;
    }

    /// <summary>The sum of values with their sign bit flipped, 128 more each: x64 sums unsigned bytes in one instruction (PSADBW).</summary>
    private static int SumUnsigned(byte* values, int count)
    {
        var sign = Vector128.Create((byte)SignBit);
        var sums = Vector128<ushort>.Zero.AsInt64();
        for (; count >= Vector128<byte>.Count; count -= Vector128<byte>.Count, values += Vector128<byte>.Count)
            sums += Sse2.SumAbsoluteDifferences(Vector128.Load(values) ^ sign, Vector128<byte>.Zero).AsInt64();
        if (count > 0)
            sums += Sse2.SumAbsoluteDifferences((Vector128.Load(values) ^ sign) & First(count), Vector128<byte>.Zero).AsInt64();
        return (int)Vector128.Sum(sums);
    }

    /// <summary>Ones in the first lanes.</summary>
    private static Vector128<byte> First(int count) => Vector128.LessThan(Vector128.Create((byte)0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), Vector128.Create((byte)count));
}
