using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels;

/// <summary>The largest of many int8 values, on any instruction set with 128-bit vectors.</summary>
internal static unsafe class LargestValue
{
    /// <summary>The largest of at least one value; -128 of none.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static sbyte Of(sbyte* values, int count)
    {
        var largest = sbyte.MinValue;
        var i = 0;
        if (count >= 16)
        {
            var lanes = Vector128.Load(values + count - 16);
            for (; i < count - 16; i += 16)
                lanes = Vector128.Max(lanes, Vector128.Load(values + i));
            lanes = Vector128.Max(lanes, Vector128.Shuffle(lanes.AsUInt64(), Vector128.Create(1UL, 0)).AsSByte());
            lanes = Vector128.Max(lanes, Vector128.ShiftRightLogical(lanes.AsUInt64(), 32).AsSByte());
            lanes = Vector128.Max(lanes, Vector128.ShiftRightLogical(lanes.AsUInt64(), 16).AsSByte());
            return Vector128.Max(lanes, Vector128.ShiftRightLogical(lanes.AsUInt64(), 8).AsSByte()).ToScalar();
        }

        for (; i < count; i++)
            largest = Math.Max(largest, values[i]);
        return largest;
    }

    /// <summary>Where the largest value stands first; up to 15 bytes behind the last are read.</summary>
    /// <param name="values">At least one.</param>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int IndexOf(sbyte* values, int count)
    {
        var largest = Vector128.Create(Of(values, count));
        for (var i = 0; ; i += 16)
        {
            var places = Vector128.Equals(Vector128.Load(values + i), largest).ExtractMostSignificantBits();
            if (places != 0)
                return i + BitOperations.TrailingZeroCount(places);
        }
    }
}
