namespace EdgeConv.Kernels.Convolution;

/// <summary>How a convolution is cut into tiles, strips and units for a packed kernel.</summary>
/// <remarks>
/// A tile is a few output positions by one block of channels; a strip is the blocks whose weights stay in a second-level cache while positions go by. A unit of
/// work is one tile of positions with all strips where there are many tiles and few weights: then a thread writes whole pixels, which in the next step it reads
/// itself. Where there are many weights, or few tiles, it is one tile with one strip, numbered strip by strip, so that each weight is read by one thread.
/// </remarks>
internal readonly struct ConvolutionTiling
{
    private const int StripBytes = 128 * 1024;
    private const int FewUnits = 8;
    private const int ManyTiles = 16;
    private const int FewWeightBytes = 1 * StripBytes;

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
        StripsPerUnit = Tiles >= ManyTiles && Blocks * BlockBytes <= FewWeightBytes ? Strips : 1;
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

    /// <summary>Strips a unit of work: all of a group, or 1.</summary>
    public int StripsPerUnit { get; }

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
    public int Units(int groups) => groups * (Strips / StripsPerUnit) * Tiles;
}
