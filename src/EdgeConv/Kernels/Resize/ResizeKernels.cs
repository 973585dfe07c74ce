namespace EdgeConv.Kernels.Resize;

/// <summary>The kernels that resample pictures.</summary>
public static unsafe class ResizeKernels
{
    /// <summary>The kernels for nearest pixels, whatever the element.</summary>
    public static KernelList<ResizeNearestArguments> Nearest { get; } = new(
        new Kernel<ResizeNearestArguments>(nameof(ResizeNearest_Rows), KernelFamily.Neon, &ResizeNearest_Rows.Run) { Units = &ResizeNearest_Rows.Units },
        new Kernel<ResizeNearestArguments>(nameof(ResizeNearest_Rows), KernelFamily.Avx2, &ResizeNearest_Rows.Run) { Units = &ResizeNearest_Rows.Units },
        new Kernel<ResizeNearestArguments>(nameof(ResizeNearest_Scalar), KernelFamily.Scalar, &ResizeNearest_Scalar.Run));

    /// <summary>The int8 kernels for interpolation.</summary>
    public static KernelList<ResizeBilinearArguments<sbyte>> Bilinear { get; } = new(
        new Kernel<ResizeBilinearArguments<sbyte>>(nameof(ResizeBilinear_c16_Vector128), KernelFamily.Neon, &ResizeBilinear_c16_Vector128.Run) { Units = &ResizeBilinear_c16_Vector128.Units },
        new Kernel<ResizeBilinearArguments<sbyte>>(nameof(ResizeBilinear_c16_Vector128), KernelFamily.Avx2, &ResizeBilinear_c16_Vector128.Run) { Units = &ResizeBilinear_c16_Vector128.Units },
        new Kernel<ResizeBilinearArguments<sbyte>>(nameof(ResizeBilinear_Scalar), KernelFamily.Scalar, &ResizeBilinear_Scalar.Run));

    /// <summary>The uint8 kernels for interpolation.</summary>
    public static KernelList<ResizeBilinearArguments<byte>> BilinearUInt8 { get; } = new(
        new Kernel<ResizeBilinearArguments<byte>>(nameof(ResizeBilinearUInt8_c16_Vector128), KernelFamily.Neon, &ResizeBilinearUInt8_c16_Vector128.Run) { Units = &ResizeBilinearUInt8_c16_Vector128.Units },
        new Kernel<ResizeBilinearArguments<byte>>(nameof(ResizeBilinearUInt8_c16_Vector128), KernelFamily.Avx2, &ResizeBilinearUInt8_c16_Vector128.Run) { Units = &ResizeBilinearUInt8_c16_Vector128.Units },
        new Kernel<ResizeBilinearArguments<byte>>(nameof(ResizeBilinearFloat_Scalar), KernelFamily.Scalar, &ResizeBilinearFloat_Scalar.RunUInt8));

    /// <summary>The float32 kernels for interpolation.</summary>
    public static KernelList<ResizeBilinearArguments<float>> BilinearFloat { get; } = new(new Kernel<ResizeBilinearArguments<float>>(nameof(ResizeBilinearFloat_Scalar), KernelFamily.Scalar, &ResizeBilinearFloat_Scalar.Run));
}
