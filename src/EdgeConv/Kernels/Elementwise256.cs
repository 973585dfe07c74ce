using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EdgeConv.Kernels;

/// <summary>What x64 kernels that go through int8 operands sixteen elements at a time, in 32 bits, have in common.</summary>
internal static unsafe class Elementwise256
{
    /// <summary>The next sixteen elements of an operand; past a stretch's end they are what lies there.</summary>
    /// <param name="from">The first.</param>
    /// <param name="step">16, or 0 where one element stands for all.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<sbyte> Load(sbyte* from, int step) => step == 0 ? Vector128.Create(*from) : Sse2.LoadVector128(from);

    /// <summary>The first eight elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Low(Vector128<sbyte> values) => Avx2.ConvertToVector256Int32(values);

    /// <summary>The last eight elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> High(Vector128<sbyte> values) => Avx2.ConvertToVector256Int32(Sse2.ShiftRightLogical128BitLane(values, 8));

    /// <summary>Sixteen scaled values as output bytes: the zero point added, cut to eight bits. Each step saturates, so nothing wraps on the way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<sbyte> Narrow(Vector256<int> low, Vector256<int> high, Vector128<short> zeroPoint)
    {
        var words = Avx2.Permute4x64(Avx2.PackSignedSaturate(low, high).AsInt64(), 0b11011000).AsInt16();
        return Sse2.PackSignedSaturate(Sse2.AddSaturate(words.GetLower(), zeroPoint), Sse2.AddSaturate(words.GetUpper(), zeroPoint));
    }

    /// <summary>Writes the first elements, no more than sixteen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<sbyte> values, sbyte* to, int count)
    {
        if (count >= 16)
            Sse2.Store(to, values);
        else
            PartialVector.Store(values.AsByte(), (byte*)to, count);
    }
}
