using System.Runtime.CompilerServices;

namespace EdgeConv.Kernels.Convolution;

/// <summary>Stores of tiles that reach past the last channel.</summary>
internal static unsafe class TileStore
{
    /// <summary>Copies fewer than sixteen bytes, and not one more: another thread may be writing there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Part(sbyte* from, sbyte* to, int count)
    {
        if ((count & 8) != 0)
        {
            *(long*)to = *(long*)from;
            from += 8;
            to += 8;
        }

        if ((count & 4) != 0)
        {
            *(int*)to = *(int*)from;
            from += 4;
            to += 4;
        }

        if ((count & 2) != 0)
        {
            *(short*)to = *(short*)from;
            from += 2;
            to += 2;
        }

        if ((count & 1) != 0)
            *to = *from;
    }
}
