namespace EdgeConv.Kernels.Fill;

/// <summary>The plain form of <see cref="FillArguments"/>.</summary>
public static unsafe class Fill_Scalar
{
    /// <summary>Writes every element.</summary>
    public static void Run(in FillArguments a)
    {
        var output = a.Output;
        for (var i = 0; i < a.Count; i++)
        {
            for (var part = 0; part < a.ElementSize; part++)
                *output++ = (byte)(a.Value >> (8 * part));
        }
    }
}
