using System.Numerics;

namespace EdgeConv.Kernels.IntegerArithmetic;

/// <summary>The oracle for integer products: <c>y = l * r</c>, wrapping.</summary>
public static unsafe class IntegerMul_Scalar
{
    /// <summary>Computes all output elements.</summary>
    public static void Run<T>(in IntegerArithmeticArguments<T> a)
        where T : unmanaged, IBinaryInteger<T>
    {
        ref readonly var g = ref a.Geometry;
        var output = a.Output;
        var (leftStride, rightStride) = (g.LeftStrides[BroadcastGeometry.Inner], g.RightStrides[BroadcastGeometry.Inner]);
        for (var row = 0; row < g.Rows; row++)
        {
            var (left, right) = g.RowStarts(row);
            for (var i = 0; i < g.RowLength; i++)
                *output++ = unchecked(a.Left[left + i * leftStride] * a.Right[right + i * rightStride]);
        }
    }
}
