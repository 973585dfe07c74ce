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
