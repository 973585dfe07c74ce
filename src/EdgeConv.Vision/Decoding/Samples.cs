namespace EdgeConv.Vision.Decoding;

/// <summary>From a file's samples to 8 bits, alike in every format.</summary>
internal static class Samples
{
    /// <summary><c>round(value * 255 / max)</c>, halves up; <paramref name="value"/> is at most <paramref name="max"/>.</summary>
    public static byte ToByte(uint value, uint max) => max == 255 ? (byte)value : (byte)(((ulong)value * 255 + max / 2) / max);

    /// <summary>A channel seen through <paramref name="alpha"/> in front of white: <c>round((value * alpha + 255 * (255 - alpha)) / 255)</c>.</summary>
    public static byte OnWhite(byte value, byte alpha) => (byte)((value * alpha + 255 * (255 - alpha) + 127) / 255);
}
