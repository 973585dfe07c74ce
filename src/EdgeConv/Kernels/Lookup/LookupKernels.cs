namespace EdgeConv.Kernels.Lookup;

/// <summary>The kernels for <see cref="LookupArguments"/>.</summary>
public static unsafe class LookupKernels
{
    /// <summary>The kernel that runs.</summary>
    public static Kernel<LookupArguments> Best => new(nameof(Lookup_Scalar), &Lookup_Scalar.Run);
}
