namespace EdgeConv.Kernels.Lookup;

/// <summary>The kernels for <see cref="LookupArguments"/>.</summary>
public static unsafe class LookupKernels
{
    /// <summary>The kernels.</summary>
    public static KernelList<LookupArguments> All { get; } = new(
        new Kernel<LookupArguments>(nameof(Lookup_c32_Neon), KernelFamily.Neon, &Lookup_c32_Neon.Run) { Units = &Lookup_c32_Neon.Units },
        new Kernel<LookupArguments>(nameof(Lookup_c64_Avx2), KernelFamily.Avx2, &Lookup_c64_Avx2.Run) { Units = &Lookup_c64_Avx2.Units },
        new Kernel<LookupArguments>(nameof(Lookup_Scalar), KernelFamily.Scalar, &Lookup_Scalar.Run));
}
