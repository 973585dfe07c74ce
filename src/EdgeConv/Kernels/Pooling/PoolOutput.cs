using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels.Pooling;

/// <summary>The last part of pooling kernels.</summary>
internal static unsafe class PoolOutput
{
    /// <summary>Writes a position's outputs, as many as there are channels left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<sbyte> values, sbyte* output, int left)
    {
        if (left >= 16)
        {
            Vector128.Store(values, output);
            return;
        }

        for (var i = 0; i < left; i++)
            output[i] = values[i];
    }
}
