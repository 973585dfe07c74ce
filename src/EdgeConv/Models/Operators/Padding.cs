namespace EdgeConv.Models;

/// <summary>How a window is placed at the border of a picture.</summary>
public enum Padding
{
    /// <summary>Padded so that the output has ceil(input / stride) positions; an odd surplus goes to the bottom and the right.</summary>
    Same,

    /// <summary>Windows lie wholly inside the input.</summary>
    Valid,
}
