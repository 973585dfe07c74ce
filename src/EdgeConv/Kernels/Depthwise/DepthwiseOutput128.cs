using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace EdgeConv.Kernels.Depthwise;

/// <summary>The last part of arm64 depthwise kernels: one position's bytes cut to the output's range and written, as many as there are channels left.</summary>
internal static unsafe class DepthwiseOutput128
{
    /// <summary>Eight channels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector64<sbyte> values, bool isCut, DepthwiseTileArguments* t, sbyte* output, int left)
    {
        if (isCut)
            values = AdvSimd.Max(AdvSimd.Min(values, Vector64.Create((sbyte)t->OutputMax)), Vector64.Create((sbyte)t->OutputMin));
        if (left >= 8)
        {
            AdvSimd.Store(output, values);
            return;
        }

        for (var bits = values.AsUInt64().ToScalar(); left > 0; left--, bits >>= 8)
            *output++ = (sbyte)bits;
    }

    /// <summary>Sixteen channels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<sbyte> values, bool isCut, DepthwiseTileArguments* t, sbyte* output, int left)
    {
        if (isCut)
            values = AdvSimd.Max(AdvSimd.Min(values, Vector128.Create((sbyte)t->OutputMax)), Vector128.Create((sbyte)t->OutputMin));
        if (left >= 16)
        {
            AdvSimd.Store(output, values);
            return;
        }

        var bits = values.AsUInt64().ToScalar();
        if (left >= 8)
        {
            *(ulong*)output = bits;
            bits = AdvSimd.Extract(values.AsUInt64(), 1);
            output += 8;
            left -= 8;
        }

        for (; left > 0; left--, bits >>= 8)
            *output++ = (sbyte)bits;
    }
}
