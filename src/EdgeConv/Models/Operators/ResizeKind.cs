namespace EdgeConv.Models;

/// <summary>How a resized picture is sampled.</summary>
public enum ResizeKind
{
    /// <summary>Interpolated between the four nearest pixels.</summary>
    Bilinear,

    /// <summary>The nearest pixel.</summary>
    NearestNeighbor,
}
