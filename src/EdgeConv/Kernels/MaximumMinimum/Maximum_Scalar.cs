using System.Numerics;

namespace EdgeConv.Kernels.MaximumMinimum;

/// <summary>The oracle for maxima: <c>y = l &gt; r ? l : r</c>, so that the right operand wins beside a NaN.</summary>
public static unsafe class Maximum_Scalar
{
    /// <summary>Computes all output elements.</summary>
    public static void Run<T>(in MaximumMinimumArguments<T> a)
        where T : unmanaged, IComparisonOperators<T, T, bool>
    {
        ref readonly var g = ref a.Geometry;
        var output = a.Output;
        var (leftStride, rightStride) = (g.LeftStrides[BroadcastGeometry.Inner], g.RightStrides[BroadcastGeometry.Inner]);
        for (var row = 0; row < g.Rows; row++)
        {
            var (left, right) = g.RowStarts(row);
            for (var i = 0; i < g.RowLength; i++)
            {
                var (l, r) = (a.Left[left + i * leftStride], a.Right[right + i * rightStride]);
                *output++ = l > r ? l : r;
            }
        }
    }
}
