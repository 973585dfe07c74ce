namespace EdgeConv.Vision;

/// <summary>
/// How a stored picture stands, numbered as in EXIF (tag 0x0112, CIPA DC-008 4.6.4): the first word says where the stored first row
/// belongs in the upright picture, the second where the stored first column belongs.
/// </summary>
public enum PictureOrientation
{
    /// <summary>Upright already.</summary>
    TopLeft = 1,

    /// <summary>Mirrored left to right.</summary>
    TopRight = 2,

    /// <summary>Upside down.</summary>
    BottomRight = 3,

    /// <summary>Mirrored top to bottom.</summary>
    BottomLeft = 4,

    /// <summary>Rows and columns swapped.</summary>
    LeftTop = 5,

    /// <summary>Has to be turned a quarter clockwise: the way a phone held upright stores it.</summary>
    RightTop = 6,

    /// <summary>Rows and columns swapped along the other diagonal.</summary>
    RightBottom = 7,

    /// <summary>Has to be turned a quarter counter-clockwise.</summary>
    LeftBottom = 8,
}
