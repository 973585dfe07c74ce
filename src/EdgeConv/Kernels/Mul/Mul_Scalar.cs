namespace EdgeConv.Kernels.Mul;

/// <summary>The oracle for int8 products: the formula of <see cref="MulArguments"/>, element by element.</summary>
public static unsafe class Mul_Scalar
{
    /// <summary>Computes all output elements.</summary>
    public static void Run(in MulArguments a)
    {
        ref readonly var g = ref a.Geometry;
        var output = a.Output;
        var (leftStride, rightStride) = (g.LeftStrides[BroadcastGeometry.Inner], g.RightStrides[BroadcastGeometry.Inner]);
        for (var row = 0; row < g.Rows; row++)
        {
            var (left, right) = g.RowStarts(row);
            for (var i = 0; i < g.RowLength; i++)
            {
                var product = (a.Left[left + i * leftStride] - a.LeftZeroPoint) * (a.Right[right + i * rightStride] - a.RightZeroPoint);
                *output++ = (sbyte)Math.Clamp(a.OutputZeroPoint + a.Multiplier.Apply(product), a.OutputMin, a.OutputMax);
            }
        }
    }
}
