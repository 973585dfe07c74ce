using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace EdgeConv.Kernels.Depthwise;

/// <summary>The last part of arm64 depthwise kernels: bytes cut to the output's range, and as many of them copied as there are channels left.</summary>
internal static unsafe class DepthwiseOutput128
{
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

    /// <summary>What the output's range asks for: a struct type parameter, so that the loop has no branch for it.</summary>
    public interface IRange
    {
        /// <summary>Eight outputs within the range.</summary>
        static abstract Vector64<sbyte> Keep(Vector64<sbyte> values, DepthwiseTileArguments* t);
    }

    /// <summary>Every byte is an output.</summary>
    public readonly struct Whole : IRange
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector64<sbyte> Keep(Vector64<sbyte> values, DepthwiseTileArguments* t) => values;
    }

    /// <summary>Outputs end earlier than bytes do.</summary>
    public readonly struct Narrower : IRange
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector64<sbyte> Keep(Vector64<sbyte> values, DepthwiseTileArguments* t) =>
            AdvSimd.Max(AdvSimd.Min(values, AdvSimd.LoadAndReplicateToVector64((sbyte*)&t->OutputMax)), AdvSimd.LoadAndReplicateToVector64((sbyte*)&t->OutputMin));
    }
}
