using System.Numerics;

namespace EdgeConv.Kernels.Dequantize;

/// <summary>The kernels that make float32 of narrower types.</summary>
public static unsafe class DequantizeKernels
{
    /// <summary>The kernels for stored integers.</summary>
    public static KernelList<DequantizeArguments<T>> All<T>()
        where T : unmanaged, IBinaryInteger<T> => new(new Kernel<DequantizeArguments<T>>(nameof(Dequantize_Scalar), KernelFamily.Scalar, &Dequantize_Scalar.Run));

    /// <summary>The kernels for float16.</summary>
    public static KernelList<WidenArguments> Widen { get; } = new(new Kernel<WidenArguments>(nameof(Widen_Scalar), KernelFamily.Scalar, &Widen_Scalar.Run));
}
