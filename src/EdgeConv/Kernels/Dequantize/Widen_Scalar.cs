namespace EdgeConv.Kernels.Dequantize;

/// <summary>The oracle for <see cref="WidenArguments"/>.</summary>
public static unsafe class Widen_Scalar
{
    /// <summary>Widens every value.</summary>
    public static void Run(in WidenArguments a)
    {
        for (var i = 0; i < a.Count; i++)
            a.Output[i] = (float)a.Input[i];
    }
}
