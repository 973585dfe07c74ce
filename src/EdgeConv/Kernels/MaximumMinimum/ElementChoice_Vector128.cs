using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels.MaximumMinimum;

/// <summary>Sixteen bytes at a time of operands that run on evenly, or of which one stands still.</summary>
/// <typeparam name="T">The element.</typeparam>
/// <typeparam name="TChoice">Which of two is kept.</typeparam>
internal static unsafe class ElementChoice_Vector128<T, TChoice>
    where T : unmanaged
    where TChoice : struct, IElementChoice
{
    private const int UnitLength = 4096;

    /// <summary>Why it cannot run with such arguments, or null.</summary>
    public static string? Refusal(in MaximumMinimumArguments<T> a) => ElementwiseRows.Refusal(in a.Geometry);

    /// <summary>Stretches of rows.</summary>
    public static int Units(in MaximumMinimumArguments<T> a) => ElementwiseRows.Units(in a.Geometry, UnitLength);

    /// <summary>Computes stretches of rows.</summary>
    public static void Run(in MaximumMinimumArguments<T> a, int begin, int end)
    {
        for (var unit = begin; unit < end; unit++)
        {
            var (left, right, output, count) = ElementwiseRows.Stretch(in a.Geometry, UnitLength, unit);
            RunStretch(
                a.Left + left, a.Geometry.LeftStrides[BroadcastGeometry.Inner], a.Right + right, a.Geometry.RightStrides[BroadcastGeometry.Inner], a.Output + output, count);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunStretch(T* left, int leftStride, T* right, int rightStride, T* output, int count)
    {
        var (leftStep, rightStep) = (leftStride * Vector128<T>.Count, rightStride * Vector128<T>.Count);
        for (; count > 0; count -= Vector128<T>.Count, left += leftStep, right += rightStep, output += Vector128<T>.Count)
        {
            var l = leftStep == 0 ? Vector128.Create(*left) : Vector128.Load(left);
            var r = rightStep == 0 ? Vector128.Create(*right) : Vector128.Load(right);
            var kept = Vector128.ConditionalSelect(TChoice.IsLeft(l, r), l, r);
            if (count < Vector128<T>.Count)
            {
                PartialVector.Store(kept.AsByte(), (byte*)output, count * sizeof(T));
                return;
            }

            Vector128.Store(kept, output);
        }
    }
}
