namespace EdgeConv.Kernels.ElementwiseFloat;

/// <summary>The kernels for float32 functions of one value.</summary>
public static unsafe class ElementwiseFloatKernels
{
    /// <summary>The kernel that runs a function.</summary>
    public static Kernel<ElementwiseFloatArguments> Best<TFunction>()
        where TFunction : struct, IFloatFunction => new(nameof(ElementwiseFloat_Scalar), &ElementwiseFloat_Scalar.Run<TFunction>);
}
