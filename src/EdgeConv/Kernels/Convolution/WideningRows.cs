using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace EdgeConv.Kernels.Convolution;

/// <summary>
/// Input values widened to 16 bits, once for all blocks of channels of a strip: the taps of a position, each filled up to whole steps, become one run. A tile kernel
/// that multiplies 16-bit values then reads a pair of them into every lane without an instruction of the vector units.
/// </summary>
internal static unsafe class WideningRows
{
    /// <summary>Values that may be written behind a row.</summary>
    public const int Overrun = 16;

    /// <summary>Widens the rows of a tile.</summary>
    /// <param name="tile">Where the values are, of one tile; its rows, taps and steps become those of the widened ones.</param>
    /// <param name="memory">Where they go.</param>
    /// <param name="positions">Output positions a tile.</param>
    /// <param name="layoutDepth">Values a step.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Widen(ref TileArguments tile, in TileMemory memory, int positions, int layoutDepth)
    {
        var tapValues = tile.Steps * layoutDepth;
        for (var position = 0; position < positions; position++)
        {
            var from = tile.Rows + position;
            var to = memory.Widened + position * memory.WidenedStride;
            for (var tap = tile.Taps; tap > 0; tap--, from += positions, to += tapValues)
            {
                var values = *from;
                for (var i = 0; i < tile.Depth; i += 16)
                    Avx.Store(to + i, Avx2.ConvertToVector256Int16(values + i));
            }
        }

        tile.Rows = memory.WidenedRows;
        tile.Steps *= tile.Taps;
        tile.Taps = 1;
    }
}
