namespace EdgeConv.Kernels.PRelu;

/// <summary>The oracle for int8 PRELU: the formula of <see cref="PReluArguments"/>, element by element.</summary>
public static unsafe class PRelu_Scalar
{
    /// <summary>Computes all output elements.</summary>
    public static void Run(in PReluArguments a)
    {
        ref readonly var g = ref a.Geometry;
        var output = a.Output;
        var (inputStride, alphaStride) = (g.LeftStrides[BroadcastGeometry.Inner], g.RightStrides[BroadcastGeometry.Inner]);
        for (var row = 0; row < g.Rows; row++)
        {
            var (input, alpha) = g.RowStarts(row);
            for (var i = 0; i < g.RowLength; i++)
            {
                var x = a.Input[input + i * inputStride] - a.InputZeroPoint;
                var value = x >= 0
                    ? a.IdentityMultiplier.Apply(x)
                    : a.AlphaMultiplier.Apply(x * (a.Alpha[alpha + i * alphaStride] - a.AlphaZeroPoint));
                *output++ = (sbyte)Math.Clamp((long)a.OutputZeroPoint + value, sbyte.MinValue, sbyte.MaxValue);
            }
        }
    }
}
