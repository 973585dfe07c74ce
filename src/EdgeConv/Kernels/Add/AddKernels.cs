namespace EdgeConv.Kernels.Add;

/// <summary>The kernels for sums and differences.</summary>
public static unsafe class AddKernels
{
    /// <summary>The int8 kernels.</summary>
    public static KernelList<AddArguments> All { get; } = new(
        new Kernel<AddArguments>(nameof(Add_c16_Avx2), KernelFamily.Avx2, &Add_c16_Avx2.Run) { Units = &Add_c16_Avx2.Units, Refusal = &Add_c16_Avx2.Refusal },
        new Kernel<AddArguments>(nameof(Add_c16_Neon), KernelFamily.Neon, &Add_c16_Neon.Run) { Units = &Add_c16_Neon.Units, Refusal = &Add_c16_Neon.Refusal },
        new Kernel<AddArguments>(nameof(Add_Scalar), KernelFamily.Scalar, &Add_Scalar.Run));

    /// <summary>The float32 kernels.</summary>
    public static KernelList<AddFloatArguments> Float { get; } = new(new Kernel<AddFloatArguments>(nameof(AddFloat_Scalar), KernelFamily.Scalar, &AddFloat_Scalar.Run));
}
