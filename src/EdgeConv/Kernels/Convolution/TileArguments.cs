using System.Runtime.Intrinsics;

namespace EdgeConv.Kernels.Convolution;

/// <summary>What a tile kernel is told: a few output positions, one strip of channel blocks.</summary>
internal unsafe struct TileArguments
{
    /// <summary>Taps x positions: where each tap's input values start.</summary>
    public sbyte** Rows;

    /// <summary>Where each position's outputs go. Positions past the picture's last repeat it, outputs included.</summary>
    public sbyte** Outputs;

    /// <summary>One a position, added to every accumulator: <c>-WeightZeroPoint * sum (x + InputOffset)</c>.</summary>
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

    /// <summary>What stands for 0 in the output, in every lane.</summary>
    public Vector128<short> ZeroPoint;

    /// <summary>The least output value, in every lane.</summary>
    public Vector128<sbyte> Least;

    /// <summary>The greatest output value, in every lane.</summary>
    public Vector128<sbyte> Greatest;
}
