namespace EdgeConv.Kernels.Lookup;

/// <summary>The kernels for <see cref="LookupArguments"/>.</summary>
public static unsafe class LookupKernels
{
    /// <summary>The kernels.</summary>
    public static KernelList<LookupArguments> All { get; } = new(new Kernel<LookupArguments>(nameof(Lookup_Scalar), KernelFamily.Scalar, &Lookup_Scalar.Run));
}
