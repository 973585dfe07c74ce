namespace EdgeConv.Kernels.FullyConnected;

/// <summary>The kernels for matrix products.</summary>
public static unsafe class FullyConnectedKernels
{
    /// <summary>The int8 kernel that runs.</summary>
    public static Kernel<FullyConnectedArguments> Best => new(nameof(FullyConnected_Scalar), &FullyConnected_Scalar.Run);

    /// <summary>The float32 kernel that runs.</summary>
    public static Kernel<FullyConnectedFloatArguments> BestFloat => new(nameof(FullyConnectedFloat_Scalar), &FullyConnectedFloat_Scalar.Run);
}
