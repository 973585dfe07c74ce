using System.Runtime.Intrinsics;
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

    /// <summary>Input values of all taps widened to 16 bits, a row a position.</summary>
    public readonly short* Widened;

    /// <summary>Values from one widened row to the next.</summary>
    public readonly int WidenedStride;

    /// <summary>Where each position's widened row is.</summary>
    public readonly sbyte** WidenedRows;

    /// <summary>Bytes of all parts.</summary>
    public readonly int Bytes;

    /// <summary>Lays the parts out; corrections are set to 0 where there is memory.</summary>
    /// <param name="start">The thread's own memory, or null to learn how much it takes.</param>
    /// <param name="tiles">Tiles a call.</param>
    /// <param name="positions">Output positions a tile.</param>
    /// <param name="channels">Output channels a block.</param>
    /// <param name="taps">The most taps a position has.</param>
    /// <param name="gatheredDepth">Values a position gathers, or 0.</param>
    /// <param name="widenedDepth">Values of a position that are widened, whole steps of all taps; or 0.</param>
    public TileMemory(byte* start, int tiles, int positions, int channels, int taps, int gatheredDepth, int widenedDepth)
    {
        var at = start;
        Rows = (sbyte**)Take(ref at, tiles * taps * positions * sizeof(sbyte*));
        Outputs = (sbyte**)Take(ref at, tiles * positions * sizeof(sbyte*));
        Corrections = (int*)Take(ref at, tiles * positions * sizeof(int));
        Spill = (sbyte*)Take(ref at, positions * channels);
        // A row is read whole steps at a time, and written up to fifteen bytes too far.
        GatheredStride = gatheredDepth > 0 ? RoundUp(gatheredDepth + CacheLine) : 0;
        Gathered = (sbyte*)Take(ref at, tiles * positions * GatheredStride);
        WidenedStride = widenedDepth > 0 ? RoundUp((widenedDepth + WideningRows.Overrun) * sizeof(short)) / sizeof(short) : 0;
        Widened = (short*)Take(ref at, tiles * positions * WidenedStride * sizeof(short));
        WidenedRows = (sbyte**)Take(ref at, widenedDepth > 0 ? tiles * positions * sizeof(sbyte*) : 0);
        Bytes = (int)(at - start);
        for (var position = 0; start is not null && widenedDepth > 0 && position < tiles * positions; position++)
            WidenedRows[position] = (sbyte*)(Widened + position * WidenedStride);
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
        // Rows of one tap follow each other through all tiles.
        var (runs, run) = tile.Taps == 1 ? (1, tile.Tiles * positions) : (tile.Tiles, positions);
        var offset = tile.Taps * tile.Depth * inputOffset;
        var rows = tile.Rows;
        var corrections = tile.Corrections;
        for (; runs > 0; runs--, rows += tile.Taps * run, corrections += run)
        {
            var position = 0;
            for (; position + 4 <= run; position += 4)
            {
                var sums = Vector128.Create(offset);
                for (var tap = 0; tap < tile.Taps; tap++)
                    sums += RowSums.OfFour(rows + tap * run + position, tile.Depth);
                (sums * -weightZeroPoint).Store(corrections + position);
            }

            for (; position < run; position++)
            {
                var sum = offset;
                for (var tap = 0; tap < tile.Taps; tap++)
                    sum += RowSums.Of(rows[tap * run + position], tile.Depth);
                corrections[position] = -weightZeroPoint * sum;
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
