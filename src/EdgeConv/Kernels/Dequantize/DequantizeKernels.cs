using System.Numerics;

namespace EdgeConv.Kernels.Dequantize;

/// <summary>The kernels that make float32 of narrower types.</summary>
public static unsafe class DequantizeKernels
{
    /// <summary>The kernel for stored integers that runs.</summary>
    public static Kernel<DequantizeArguments<T>> Best<T>()
        where T : unmanaged, IBinaryInteger<T> => new(nameof(Dequantize_Scalar), &Dequantize_Scalar.Run);

    /// <summary>The kernel for float16 that runs.</summary>
    public static Kernel<WidenArguments> BestWiden => new(nameof(Widen_Scalar), &Widen_Scalar.Run);
}
