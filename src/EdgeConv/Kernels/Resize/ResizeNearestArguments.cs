namespace EdgeConv.Kernels.Resize;

/// <summary>
/// Pictures resampled by taking the nearest pixel: output row v takes input row <c>floor((v + offset) * scale)</c>, rounded instead when corners align,
/// in float32; columns likewise (GetNearestNeighbor, tensorflow/lite/kernels/internal/reference/resize_nearest_neighbor.h).
/// </summary>
public unsafe struct ResizeNearestArguments
{
    /// <summary>Extents and placement.</summary>
    public ResizeGeometry Geometry;

    /// <summary>NHWC.</summary>
    public byte* Input;

    /// <summary>NHWC.</summary>
    public byte* Output;

    /// <summary>Bytes a pixel, all channels together.</summary>
    public int PixelSize;
}
