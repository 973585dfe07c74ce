namespace EdgeConv.Kernels.Mul;

/// <summary>The reference for float32 products: the formula of <see cref="MulFloatArguments"/>, element by element.</summary>
public static unsafe class MulFloat_Scalar
{
    /// <summary>Computes all output elements.</summary>
    public static void Run(in MulFloatArguments a)
    {
        ref readonly var g = ref a.Geometry;
        var output = a.Output;
        var (leftStride, rightStride) = (g.LeftStrides[BroadcastGeometry.Inner], g.RightStrides[BroadcastGeometry.Inner]);
        for (var row = 0; row < g.Rows; row++)
        {
            var (left, right) = g.RowStarts(row);
            for (var i = 0; i < g.RowLength; i++)
                *output++ = Math.Clamp(a.Left[left + i * leftStride] * a.Right[right + i * rightStride], a.OutputMin, a.OutputMax);
        }
    }
}
