namespace EdgeConv.Vision;

/// <summary>One colour, 8 bits a channel.</summary>
public readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>(0, 0, 0).</summary>
    public static Rgb Black => default;

    /// <summary>(255, 255, 255).</summary>
    public static Rgb White => new(255, 255, 255);
}
