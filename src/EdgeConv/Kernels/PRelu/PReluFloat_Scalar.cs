namespace EdgeConv.Kernels.PRelu;

/// <summary>The reference for float32 PRELU: the formula of <see cref="PReluFloatArguments"/>, element by element.</summary>
public static unsafe class PReluFloat_Scalar
{
    /// <summary>Computes all output elements.</summary>
    public static void Run(in PReluFloatArguments a)
    {
        ref readonly var g = ref a.Geometry;
        var output = a.Output;
        var (inputStride, alphaStride) = (g.LeftStrides[BroadcastGeometry.Inner], g.RightStrides[BroadcastGeometry.Inner]);
        for (var row = 0; row < g.Rows; row++)
        {
            var (input, alpha) = g.RowStarts(row);
            for (var i = 0; i < g.RowLength; i++)
            {
                var x = a.Input[input + i * inputStride];
                *output++ = x >= 0 ? x : x * a.Alpha[alpha + i * alphaStride];
            }
        }
    }
}
