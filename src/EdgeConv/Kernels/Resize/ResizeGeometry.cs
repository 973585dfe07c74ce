namespace EdgeConv.Kernels.Resize;

/// <summary>How NHWC pictures are resampled. Extents in elements, all at least 1 but for batches and channels.</summary>
public struct ResizeGeometry
{
    /// <summary>Pictures.</summary>
    public int Batches;

    /// <summary>Rows of the input.</summary>
    public int InputHeight;

    /// <summary>Columns of the input.</summary>
    public int InputWidth;

    /// <summary>Rows of the output.</summary>
    public int OutputHeight;

    /// <summary>Columns of the output.</summary>
    public int OutputWidth;

    /// <summary>Channels of both.</summary>
    public int Channels;

    /// <summary>Corner pixels coincide: scale by (in - 1) / (out - 1).</summary>
    public bool AlignCorners;

    /// <summary>Pixels are areas: in = (out + 0.5) * scale - 0.5 for bilinear, without the last term for nearest.</summary>
    public bool HalfPixelCenters;

    /// <summary>Input positions an output position, in float32: along a dimension of so many positions.</summary>
    public readonly float Scale(int input, int output) => AlignCorners && output > 1 ? (input - 1) / (float)(output - 1) : input / (float)output;
}
