namespace EdgeConv.Kernels.Dequantize;

/// <summary>The kernels that make float32 of narrower types.</summary>
public static unsafe class DequantizeKernels
{
    /// <summary>The kernels for int8.</summary>
    public static KernelList<DequantizeArguments<sbyte>> Int8 { get; } = new(
        new Kernel<DequantizeArguments<sbyte>>(nameof(Dequantize_c16_Vector128), KernelFamily.Neon, &Dequantize_c16_Vector128.Run),
        new Kernel<DequantizeArguments<sbyte>>(nameof(Dequantize_c16_Vector128), KernelFamily.Avx2, &Dequantize_c16_Vector128.Run),
        new Kernel<DequantizeArguments<sbyte>>(nameof(Dequantize_Scalar), KernelFamily.Scalar, &Dequantize_Scalar.Run));

    /// <summary>The kernels for int16.</summary>
    public static KernelList<DequantizeArguments<short>> Int16 { get; } = new(new Kernel<DequantizeArguments<short>>(nameof(Dequantize_Scalar), KernelFamily.Scalar, &Dequantize_Scalar.Run));

    /// <summary>The kernels for float16.</summary>
    public static KernelList<WidenArguments> Widen { get; } = new(new Kernel<WidenArguments>(nameof(Widen_Scalar), KernelFamily.Scalar, &Widen_Scalar.Run));
}
