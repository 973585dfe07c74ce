namespace EdgeConv.Kernels.Quantize;

/// <summary>The oracle for <see cref="QuantizeArguments"/>.</summary>
public static unsafe class Quantize_Scalar
{
    /// <summary>Quantizes every value.</summary>
    public static void Run(in QuantizeArguments a)
    {
        for (var i = 0; i < a.Count; i++)
        {
            // The reference leaves reals beyond int32 undefined; saturating is what its arm64 build does, and NaN becomes 0.
            var steps = (long)(int)MathF.Round(a.Input[i] / a.Scale, MidpointRounding.AwayFromZero);
            a.Output[i] = (sbyte)Math.Clamp(steps + a.ZeroPoint, sbyte.MinValue, sbyte.MaxValue);
        }
    }
}
