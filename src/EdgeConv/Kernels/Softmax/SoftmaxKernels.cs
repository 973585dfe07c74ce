namespace EdgeConv.Kernels.Softmax;

/// <summary>The kernels for softmax.</summary>
public static unsafe class SoftmaxKernels
{
    /// <summary>The int8 kernels.</summary>
    public static KernelList<SoftmaxArguments> All { get; } = new(
        new Kernel<SoftmaxArguments>(nameof(Softmax_Table), KernelFamily.Neon, &Softmax_Table.Run) { Units = &Softmax_Table.Units, Scratch = &Softmax_Table.ScratchBytes },
        new Kernel<SoftmaxArguments>(nameof(Softmax_Table), KernelFamily.Avx2, &Softmax_Table.Run) { Units = &Softmax_Table.Units, Scratch = &Softmax_Table.ScratchBytes },
        new Kernel<SoftmaxArguments>(nameof(Softmax_Scalar), KernelFamily.Scalar, &Softmax_Scalar.Run));

    /// <summary>The float32 kernels.</summary>
    public static KernelList<SoftmaxFloatArguments> Float { get; } = new(new Kernel<SoftmaxFloatArguments>(nameof(SoftmaxFloat_Scalar), KernelFamily.Scalar, &SoftmaxFloat_Scalar.Run));
}
