namespace EdgeConv.Kernels.Convolution;

/// <summary>What a thread needs beside the operands to run convolution tiles, in memory of its own, part by part.</summary>
internal readonly unsafe struct TileMemory
{
    private const int CacheLine = 64;

    /// <summary>Tiles x taps x positions: where each tap's input values start.</summary>
    public readonly sbyte** Rows;

    /// <summary>Where each position's outputs go.</summary>
    public readonly sbyte** Outputs;

    /// <summary>One a position, for asymmetric weights.</summary>
    public readonly int* Corrections;

    /// <summary>One tile of outputs.</summary>
    public readonly sbyte* Spill;

    /// <summary>Input values copied together, a row a position.</summary>
    public readonly sbyte* Gathered;

    /// <summary>Bytes from one gathered row to the next.</summary>
    public readonly int GatheredStride;

    /// <summary>Bytes of all parts.</summary>
    public readonly int Bytes;

    /// <summary>Lays the parts out; corrections are set to 0 where there is memory.</summary>
    /// <param name="start">The thread's own memory, or null to learn how much it takes.</param>
    /// <param name="tiles">Tiles a call.</param>
    /// <param name="positions">Output positions a tile.</param>
    /// <param name="channels">Output channels a block.</param>
    /// <param name="taps">The most taps a position has.</param>
    /// <param name="gatheredDepth">Values a position gathers, or 0.</param>
    public TileMemory(byte* start, int tiles, int positions, int channels, int taps, int gatheredDepth)
    {
        var at = start;
        Rows = (sbyte**)Take(ref at, tiles * taps * positions * sizeof(sbyte*));
        Outputs = (sbyte**)Take(ref at, tiles * positions * sizeof(sbyte*));
        Corrections = (int*)Take(ref at, tiles * positions * sizeof(int));
        Spill = (sbyte*)Take(ref at, positions * channels);
        // A row is read whole steps at a time, and written up to fifteen bytes too far.
        GatheredStride = gatheredDepth > 0 ? RoundUp(gatheredDepth + CacheLine) : 0;
        Gathered = (sbyte*)Take(ref at, tiles * positions * GatheredStride);
        Bytes = (int)(at - start);
        for (var position = 0; start is not null && position < tiles * positions; position++)
            Corrections[position] = 0;
    }

    /// <summary>Works the corrections out: <c>-weightZeroPoint * sum (x + inputOffset)</c>.</summary>
    /// <param name="tile">The tiles.</param>
    /// <param name="positions">Output positions a tile.</param>
    /// <param name="weightZeroPoint">What stands for 0 in the weights.</param>
    /// <param name="inputOffset">What the tile adds to each input value.</param>
    public static void Correct(in TileArguments tile, int positions, int weightZeroPoint, int inputOffset)
    {
        var rows = tile.Rows;
        for (var i = 0; i < tile.Tiles; i++, rows += tile.Taps * positions)
        {
            for (var position = 0; position < positions; position++)
            {
                var sum = tile.Taps * tile.Depth * inputOffset;
                for (var tap = 0; tap < tile.Taps; tap++)
                    sum += RowSums.Of(rows[tap * positions + position], tile.Depth);
                tile.Corrections[i * positions + position] = -weightZeroPoint * sum;
            }
        }
    }

    private static int RoundUp(int bytes) => (bytes + CacheLine - 1) / CacheLine * CacheLine;

    private static byte* Take(ref byte* at, int bytes)
    {
        var taken = at;
        at += RoundUp(bytes);
        return taken;
    }
}
