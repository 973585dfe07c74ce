using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels;

/// <summary>Short runs of bytes moved without a call.</summary>
internal static unsafe class ByteRun
{
    private const int Long = 256;

    /// <summary>Copies a run that does not overlap its target, and touches nothing around either. The last bytes of a run that fills no whole words are moved once more.</summary>
    /// <param name="from">The first byte.</param>
    /// <param name="to">Where it goes.</param>
    /// <param name="count">How many, at least 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(byte* from, byte* to, long count)
    {
        if (count >= 16)
        {
            if (count >= Long)
            {
                Buffer.MemoryCopy(from, to, count, count);
                return;
            }

            var last = count - 16;
            for (var i = 0L; i < last; i += 16)
                Vector128.Store(Vector128.Load(from + i), to + i);
            Vector128.Store(Vector128.Load(from + last), to + last);
        }
        else if (count >= 8)
        {
            Move<ulong>(from, to, count - 8);
        }
        else if (count >= 4)
        {
            Move<uint>(from, to, count - 4);
        }
        else if (count > 0)
        {
            *to = *from;
            if (count > 1)
                Move<ushort>(from, to, count - 2);
        }
    }

    /// <summary>Moves the first word of a run and the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move<TWord>(byte* from, byte* to, long last)
        where TWord : unmanaged
    {
        Unsafe.WriteUnaligned(to, Unsafe.ReadUnaligned<TWord>(from));
        Unsafe.WriteUnaligned(to + last, Unsafe.ReadUnaligned<TWord>(from + last));
    }
}
