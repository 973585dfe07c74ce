namespace EdgeConv.Kernels.Resize;

/// <summary>The kernels that resample pictures.</summary>
public static unsafe class ResizeKernels
{
    /// <summary>The kernel for nearest pixels that runs, whatever the element.</summary>
    public static Kernel<ResizeNearestArguments> BestNearest => new(nameof(ResizeNearest_Scalar), &ResizeNearest_Scalar.Run);

    /// <summary>The int8 kernel for interpolation that runs.</summary>
    public static Kernel<ResizeBilinearArguments<sbyte>> BestBilinear => new(nameof(ResizeBilinear_Scalar), &ResizeBilinear_Scalar.Run);

    /// <summary>The uint8 kernel for interpolation that runs.</summary>
    public static Kernel<ResizeBilinearArguments<byte>> BestBilinearUInt8 => new(nameof(ResizeBilinearFloat_Scalar), &ResizeBilinearFloat_Scalar.RunUInt8);

    /// <summary>The float32 kernel for interpolation that runs.</summary>
    public static Kernel<ResizeBilinearArguments<float>> BestBilinearFloat => new(nameof(ResizeBilinearFloat_Scalar), &ResizeBilinearFloat_Scalar.Run);
}
