using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace EdgeConv.Kernels.Depthwise;

/// <summary>The last part of arm64 depthwise kernels: bytes cut to the output's range, and as many of them copied as there are channels left.</summary>
internal static unsafe class DepthwiseOutput128
{
    /// <summary>Eight outputs within the range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector64<sbyte> Cut(Vector64<sbyte> values, DepthwiseTileArguments* t) =>
        AdvSimd.Max(AdvSimd.Min(values, Vector64.Create((sbyte)t->OutputMax)), Vector64.Create((sbyte)t->OutputMin));

    /// <summary>Sixteen outputs within the range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<sbyte> Cut(Vector128<sbyte> values, DepthwiseTileArguments* t) =>
        AdvSimd.Max(AdvSimd.Min(values, Vector128.Create((sbyte)t->OutputMax)), Vector128.Create((sbyte)t->OutputMin));

    /// <summary>Copies a position's outputs, fewer than a block has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Part(sbyte* from, sbyte* to, int count)
    {
        for (var i = 0; i < count; i++)
            to[i] = from[i];
    }
}
