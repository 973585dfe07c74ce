namespace EdgeConv.Kernels.Convolution;

/// <summary>How a convolution is cut into tiles, strips and units for a packed kernel.</summary>
/// <remarks>
/// A tile is a few output positions by one block of channels; a strip is the blocks whose weights stay in a second-level cache while all positions go
/// by; a unit of work is one tile of positions times one strip. Units are numbered strip by strip, so that a thread's run of units shares weights: where there are
/// few weights, and one strip, threads share out positions and read in the next step what they wrote; where there are many they share out channels, and weights.
/// </remarks>
internal readonly struct ConvolutionTiling
{
    private const int StripBytes = 128 * 1024;
    private const int FewUnits = 8;

    /// <summary>Works the cut out.</summary>
    /// <param name="a">The arguments; pointers may be unset.</param>
    /// <param name="layout">The kernel's packed layout.</param>
    /// <param name="rows">Output positions a tile.</param>
    public ConvolutionTiling(in ConvolutionArguments a, PackedLayout layout, int rows)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ref readonly var g = ref a.Geometry;
        Rows = RowsOf(in a);
        GroupChannels = g.OutputChannels / a.Groups;
        var channels = g.InputChannels / a.Groups;
        var window = g.FilterHeight * g.FilterWidth;
        Taps = Rows == ConvolutionRows.Window ? window : 1;
        Depth = Rows == ConvolutionRows.Window ? channels : channels * window;
        StepsPerTap = (Depth + layout.Depth - 1) / layout.Depth;
        BlockBytes = layout.BlockBytes((long)Taps * StepsPerTap);
        Blocks = (GroupChannels + layout.Channels - 1) / layout.Channels;
        Positions = g.Batches * g.OutputHeight * g.OutputWidth;
        Tiles = (Positions + rows - 1) / rows;
        var cached = (int)Math.Max(1, StripBytes / BlockBytes);
        var most = Math.Min(Blocks, Tiles < FewUnits ? Math.Min(cached, (Blocks + FewUnits - 1) / FewUnits) : cached);
        var strips = (Blocks + most - 1) / most;
        BlocksPerStrip = (Blocks + strips - 1) / strips;
        Strips = (Blocks + BlocksPerStrip - 1) / BlocksPerStrip;
    }

    /// <summary>Where input values come from.</summary>
    public ConvolutionRows Rows { get; }

    /// <summary>Output channels a group.</summary>
    public int GroupChannels { get; }

    /// <summary>Runs of input values that one output position sums over.</summary>
    public int Taps { get; }

    /// <summary>Values a tap.</summary>
    public int Depth { get; }

    /// <summary>Steps of the packed weights a tap, the last perhaps filled up with zeros.</summary>
    public int StepsPerTap { get; }

    /// <summary>Bytes of a packed block.</summary>
    public long BlockBytes { get; }

    /// <summary>Blocks of output channels a group.</summary>
    public int Blocks { get; }

    /// <summary>Output positions.</summary>
    public int Positions { get; }

    /// <summary>Tiles of positions.</summary>
    public int Tiles { get; }

    /// <summary>Blocks a strip.</summary>
    public int BlocksPerStrip { get; }

    /// <summary>Strips a group.</summary>
    public int Strips { get; }

    /// <summary>Where the input values of a position are found.</summary>
    public static ConvolutionRows RowsOf(in ConvolutionArguments a)
    {
        const int Few = 8;
        ref readonly var g = ref a.Geometry;
        if (g.FilterHeight * g.FilterWidth == 1)
            return g is { StrideHeight: 1, StrideWidth: 1, PadTop: 0, PadLeft: 0 } && g.OutputHeight == g.InputHeight && g.OutputWidth == g.InputWidth ? ConvolutionRows.Dense : ConvolutionRows.Window;
        return a.Groups == 1 && g.InputChannels < Few && g.DilationWidth == 1 ? ConvolutionRows.Gathered : ConvolutionRows.Window;
    }

    /// <summary>Units of work.</summary>
    public int Units(int groups) => groups * Strips * Tiles;
}
