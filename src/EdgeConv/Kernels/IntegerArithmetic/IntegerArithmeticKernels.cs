using System.Numerics;

namespace EdgeConv.Kernels.IntegerArithmetic;

/// <summary>The kernels for arithmetic on plain integers.</summary>
public static unsafe class IntegerArithmeticKernels
{
    /// <summary>The kernels for sums.</summary>
    public static KernelList<IntegerArithmeticArguments<T>> Add<T>()
        where T : unmanaged, IBinaryInteger<T> => new(new Kernel<IntegerArithmeticArguments<T>>(nameof(IntegerAdd_Scalar), KernelFamily.Scalar, &IntegerAdd_Scalar.Run));

    /// <summary>The kernels for differences.</summary>
    public static KernelList<IntegerArithmeticArguments<T>> Sub<T>()
        where T : unmanaged, IBinaryInteger<T> => new(new Kernel<IntegerArithmeticArguments<T>>(nameof(IntegerSub_Scalar), KernelFamily.Scalar, &IntegerSub_Scalar.Run));

    /// <summary>The kernels for products.</summary>
    public static KernelList<IntegerArithmeticArguments<T>> Mul<T>()
        where T : unmanaged, IBinaryInteger<T> => new(new Kernel<IntegerArithmeticArguments<T>>(nameof(IntegerMul_Scalar), KernelFamily.Scalar, &IntegerMul_Scalar.Run));
}
