namespace EdgeConv.Kernels.Depthwise;

/// <summary>What a depthwise tile kernel is told: one row of output positions or two, all channels.</summary>
internal unsafe struct DepthwiseTileArguments
{
    /// <summary>
    /// Where the input values of the first output column start, a line for each filter row (for two output rows: one more). Lines have their padding, and as many
    /// channels as the output. At least three more pointers may be read behind the last, and lead to readable lines.
    /// </summary>
    public sbyte** Lines;

    /// <summary>Where each output row's first position goes.</summary>
    public sbyte** Outputs;

    /// <summary>The first block of packed operands.</summary>
    public byte* Packed;

    /// <summary>Memory for one position's outputs, for blocks that reach past the last channel.</summary>
    public sbyte* Spill;

    /// <summary>Bytes from block to block of packed operands.</summary>
    public long BlockBytes;

    /// <summary>Output positions a row.</summary>
    public int Columns;

    /// <summary>Channels.</summary>
    public int Channels;

    /// <summary>Bytes from one output position's input values to the next one's.</summary>
    public nint ColumnBytes;

    /// <summary>Bytes from one filter column's input values to the next one's.</summary>
    public nint TapBytes;

    /// <summary>Filter rows.</summary>
    public int FilterHeight;

    /// <summary>Filter columns.</summary>
    public int FilterWidth;

    /// <summary>Planes of packed weights.</summary>
    public int Planes;

    /// <summary>What stands for 0 in the output.</summary>
    public int OutputZeroPoint;

    /// <summary>The least output value.</summary>
    public int OutputMin;

    /// <summary>The greatest output value.</summary>
    public int OutputMax;
}
