namespace EdgeConv.Kernels.ElementwiseFloat;

/// <summary>The kernels for float32 functions of one value.</summary>
public static unsafe class ElementwiseFloatKernels
{
    /// <summary>The kernels a function.</summary>
    public static KernelList<ElementwiseFloatArguments> All<TFunction>()
        where TFunction : struct, IFloatFunction => new(new Kernel<ElementwiseFloatArguments>(nameof(ElementwiseFloat_Scalar), KernelFamily.Scalar, &ElementwiseFloat_Scalar.Run<TFunction>));
}
