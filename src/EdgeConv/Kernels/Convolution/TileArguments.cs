using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels.Convolution;

/// <summary>What a tile kernel is told: tiles of a few output positions each, one strip of channel blocks. It goes from tile to tile by itself: a call a tile costs as much as a short tile's tail.</summary>
internal unsafe struct TileArguments
{
    /// <summary>Tiles left, at least one.</summary>
    public int Tiles;

    /// <summary>Taps x positions: where each tap's input values start. Those of the next tile follow.</summary>
    public sbyte** Rows;

    /// <summary>Where each position's outputs go. Positions past the picture's last repeat it, outputs included. Those of the next tile follow.</summary>
    public sbyte** Outputs;

    /// <summary>One a position, added to every accumulator: <c>-WeightZeroPoint * sum (x + InputOffset)</c>. Those of the next tile follow.</summary>
    public int* Corrections;

    /// <summary>The first block.</summary>
    public byte* Packed;

    /// <summary>Memory for one tile of outputs, for blocks that reach past the last channel.</summary>
    public sbyte* Spill;

    /// <summary>Runs of input values.</summary>
    public int Taps;

    /// <summary>Values a tap.</summary>
    public int Depth;

    /// <summary>Steps of the packed layout a tap.</summary>
    public int Steps;

    /// <summary>Output channels from the first block on, in this strip.</summary>
    public int Channels;

    /// <summary>Whether the output range is all that eight bits hold: nothing is cut.</summary>
    public bool IsWhole;

    /// <summary>What stands for 0 in the output, in every lane.</summary>
    public Vector128<short> ZeroPoint;

    /// <summary>The least output value, in every lane.</summary>
    public Vector128<sbyte> Least;

    /// <summary>The greatest output value, in every lane.</summary>
    public Vector128<sbyte> Greatest;

    /// <summary>Goes to the next tile.</summary>
    /// <param name="t">The arguments.</param>
    /// <param name="rows">Positions a tile.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MoveOn(TileArguments* t, int rows)
    {
        t->Tiles--;
        t->Rows += t->Taps * rows;
        t->Outputs += rows;
        t->Corrections += rows;
    }
}
