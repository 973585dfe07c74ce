using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace EdgeConv.Kernels;

/// <summary>What arm64 kernels that go through two operands sixteen elements at a time have in common.</summary>
internal static unsafe class Elementwise128
{
    /// <summary>The next sixteen elements of an operand; past a stretch's end they are what lies there.</summary>
    /// <param name="from">The first.</param>
    /// <param name="step">16, or 0 where one element stands for all.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<sbyte> Load(sbyte* from, int step) => step == 0 ? AdvSimd.LoadAndReplicateToVector128(from) : AdvSimd.LoadVector128(from);

    /// <summary>Writes the first elements, no more than sixteen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<sbyte> values, sbyte* to, int count)
    {
        if (count >= 16)
            AdvSimd.Store(to, values);
        else
            PartialVector.Store(values.AsByte(), (byte*)to, count);
    }
}
