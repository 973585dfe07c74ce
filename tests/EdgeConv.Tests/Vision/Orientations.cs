using EdgeConv.Vision;

namespace EdgeConv.Tests.Vision;

/// <summary>The eight orientations of EXIF, worked out by hand on six letters.</summary>
public static class Orientations
{
    public const string Stored = "ABC/DEF";

    public static TheoryData<PictureOrientation, string> All => new()
    {
        { PictureOrientation.TopLeft, "ABC/DEF" },
        { PictureOrientation.TopRight, "CBA/FED" },
        { PictureOrientation.BottomRight, "FED/CBA" },
        { PictureOrientation.BottomLeft, "DEF/ABC" },
        { PictureOrientation.LeftTop, "AD/BE/CF" },
        { PictureOrientation.RightTop, "DA/EB/FC" },
        { PictureOrientation.RightBottom, "FC/EB/DA" },
        { PictureOrientation.LeftBottom, "CF/BE/AD" },
    };
}
