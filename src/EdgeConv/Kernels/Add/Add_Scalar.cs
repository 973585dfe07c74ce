namespace EdgeConv.Kernels.Add;

/// <summary>The oracle for int8 sums and differences: the formula of <see cref="AddArguments"/>, element by element.</summary>
public static unsafe class Add_Scalar
{
    /// <summary>Computes all output elements.</summary>
    public static void Run(in AddArguments a)
    {
        ref readonly var g = ref a.Geometry;
        var output = a.Output;
        var (leftStride, rightStride) = (g.LeftStrides[BroadcastGeometry.Inner], g.RightStrides[BroadcastGeometry.Inner]);
        for (var row = 0; row < g.Rows; row++)
        {
            var (left, right) = g.RowStarts(row);
            for (var i = 0; i < g.RowLength; i++)
            {
                var l = a.LeftMultiplier.Apply((a.Left[left + i * leftStride] - a.LeftZeroPoint) << AddArguments.LeftShift);
                var r = a.RightMultiplier.Apply((a.Right[right + i * rightStride] - a.RightZeroPoint) << AddArguments.LeftShift);
                var value = a.OutputZeroPoint + a.OutputMultiplier.Apply(l + a.RightSign * r);
                *output++ = (sbyte)Math.Clamp(value, a.OutputMin, a.OutputMax);
            }
        }
    }
}
