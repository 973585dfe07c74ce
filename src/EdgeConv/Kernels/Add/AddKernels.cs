namespace EdgeConv.Kernels.Add;

/// <summary>The kernels for sums and differences.</summary>
public static unsafe class AddKernels
{
    /// <summary>The int8 kernel that runs.</summary>
    public static Kernel<AddArguments> Best => new(nameof(Add_Scalar), &Add_Scalar.Run);

    /// <summary>The float32 kernel that runs.</summary>
    public static Kernel<AddFloatArguments> BestFloat => new(nameof(AddFloat_Scalar), &AddFloat_Scalar.Run);
}
