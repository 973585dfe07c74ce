namespace EdgeConv.Kernels.Resize;

/// <summary>
/// Pictures resampled by interpolating between four pixels. The element decides the arithmetic: sbyte in fixed point of 10 bits (ResizeBilinearInteger),
/// byte and float in float32 (ResizeBilinear), byte rounded by adding a half; both in tensorflow/lite/kernels/internal/reference/resize_bilinear.h.
/// LiteRT's reference takes the float form for uint8 (tflite/kernels/resize_bilinear.cc).
/// </summary>
/// <typeparam name="T">sbyte, byte or float. Bytes lie in stored form, top bit flipped.</typeparam>
public unsafe struct ResizeBilinearArguments<T>
    where T : unmanaged
{
    /// <summary>Extents and placement.</summary>
    public ResizeGeometry Geometry;

    /// <summary>NHWC.</summary>
    public T* Input;

    /// <summary>NHWC.</summary>
    public T* Output;
}
