namespace EdgeConv.Vision.Frames;

/// <summary>What the numbers of Y, Cb and Cr reach to.</summary>
public enum ColourRange
{
    /// <summary>Y from 16 to 235, Cb and Cr from 16 to 240.</summary>
    Limited,

    /// <summary>All from 0 to 255, as in JPEG files.</summary>
    Full,
}
