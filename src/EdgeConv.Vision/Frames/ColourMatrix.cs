namespace EdgeConv.Vision.Frames;

/// <summary>Which weights of red, green and blue make Y.</summary>
public enum ColourMatrix
{
    /// <summary>ITU-R BT.601: standard definition, and what most cameras mean.</summary>
    Bt601,

    /// <summary>ITU-R BT.709: high definition video.</summary>
    Bt709,
}
