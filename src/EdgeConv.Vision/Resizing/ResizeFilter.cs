namespace EdgeConv.Vision.Resizing;

/// <summary>How source pixels become a target pixel. S and D are the source and target lengths along one axis.</summary>
public enum ResizeFilter
{
    /// <summary>
    /// Shrinking: the average of exactly the source area a target pixel covers, [i * S / D, (i + 1) * S / D), edges counted by the part
    /// covered. An axis that grows is bilinear.
    /// </summary>
    Area,

    /// <summary>
    /// Shrinking: weights that fall evenly from a target pixel's centre to 0 one target pixel away; the antialiased bilinear of Pillow,
    /// torchvision and TensorFlow 2 (<c>antialias=True</c>), with which most models are trained. An axis that grows is bilinear.
    /// </summary>
    Triangle,

    /// <summary>Between the two nearest source pixels at (i + 0.5) * S / D - 0.5: half-pixel centres, as TensorFlow 2, OpenCV and PyTorch do.</summary>
    Bilinear,

    /// <summary>
    /// Between the two nearest source pixels at i * S / D: TensorFlow 1's <c>resize_bilinear</c> with <c>align_corners=False</c>
    /// and no half-pixel centres, which models of its time were trained and published with.
    /// </summary>
    BilinearLegacy,
}
