namespace EdgeConv.Kernels.ElementwiseFloat;

/// <summary>The reference for float32 functions of one value.</summary>
public static unsafe class ElementwiseFloat_Scalar
{
    /// <summary>Applies the function to every value.</summary>
    public static void Run<TFunction>(in ElementwiseFloatArguments a)
        where TFunction : struct, IFloatFunction
    {
        for (var i = 0; i < a.Count; i++)
            a.Output[i] = TFunction.Of(a.Input[i], a.Alpha);
    }
}
