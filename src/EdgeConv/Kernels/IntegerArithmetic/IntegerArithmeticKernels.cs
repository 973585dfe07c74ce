using System.Numerics;

namespace EdgeConv.Kernels.IntegerArithmetic;

/// <summary>The kernels for arithmetic on plain integers.</summary>
public static unsafe class IntegerArithmeticKernels
{
    /// <summary>The kernel for sums that runs.</summary>
    public static Kernel<IntegerArithmeticArguments<T>> BestAdd<T>()
        where T : unmanaged, IBinaryInteger<T> => new(nameof(IntegerAdd_Scalar), &IntegerAdd_Scalar.Run);

    /// <summary>The kernel for differences that runs.</summary>
    public static Kernel<IntegerArithmeticArguments<T>> BestSub<T>()
        where T : unmanaged, IBinaryInteger<T> => new(nameof(IntegerSub_Scalar), &IntegerSub_Scalar.Run);

    /// <summary>The kernel for products that runs.</summary>
    public static Kernel<IntegerArithmeticArguments<T>> BestMul<T>()
        where T : unmanaged, IBinaryInteger<T> => new(nameof(IntegerMul_Scalar), &IntegerMul_Scalar.Run);
}
