using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels;

/// <summary>The end of a row that does not fill a vector.</summary>
internal static unsafe class PartialVector
{
    /// <summary>Writes the first bytes of a vector and no more.</summary>
    /// <param name="values">The vector.</param>
    /// <param name="to">Where the first byte goes.</param>
    /// <param name="count">Bytes to write, at most 15.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<byte> values, byte* to, int count)
    {
        var bits = values.AsUInt64().ToScalar();
        if ((count & 8) != 0)
        {
            Unsafe.WriteUnaligned(to, bits);
            bits = values.AsUInt64().GetElement(1);
            to += 8;
        }

        if ((count & 4) != 0)
        {
            Unsafe.WriteUnaligned(to, (uint)bits);
            bits >>= 32;
            to += 4;
        }

        if ((count & 2) != 0)
        {
            Unsafe.WriteUnaligned(to, (ushort)bits);
            bits >>= 16;
            to += 2;
        }

        if ((count & 1) != 0)
            *to = (byte)bits;
    }
}
