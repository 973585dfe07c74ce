using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels.Fill;

/// <summary>Sixteen bytes at a time, on any instruction set with 128-bit vectors: a vector holds whole elements of every size.</summary>
internal static unsafe class Fill_c16_Vector128
{
    private const int UnitBytes = 16 * 1024;

    /// <summary>Stretches of bytes.</summary>
    public static int Units(in FillArguments a) => (int)((Bytes(in a) + UnitBytes - 1) / UnitBytes);

    /// <summary>Writes stretches of bytes.</summary>
    public static void Run(in FillArguments a, int begin, int end)
    {
        var first = (long)begin * UnitBytes;
        RunStretch(a.Output + first, Math.Min(Bytes(in a), (long)end * UnitBytes) - first, Repeated(a.Value, a.ElementSize));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunStretch(byte* output, long count, Vector128<byte> elements)
    {
        for (; count >= 16; count -= 16, output += 16)
            Vector128.Store(elements, output);
        PartialVector.Store(elements, output, (int)count);
    }

    private static long Bytes(in FillArguments a) => (long)a.Count * a.ElementSize;

    private static Vector128<byte> Repeated(long value, int size) => size switch
    {
        1 => Vector128.Create((byte)value),
        2 => Vector128.Create((short)value).AsByte(),
        4 => Vector128.Create((int)value).AsByte(),
        _ => Vector128.Create(value).AsByte(),
    };
}
