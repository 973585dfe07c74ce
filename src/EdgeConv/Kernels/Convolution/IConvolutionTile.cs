using EdgeConv.Kernels.Numerics;

namespace EdgeConv.Kernels.Convolution;

/// <summary>A tile kernel: the inner loop of packed convolutions for one instruction set.</summary>
internal unsafe interface IConvolutionTile
{
    /// <summary>Output positions a tile.</summary>
    static abstract int Rows { get; }

    /// <summary>How it wants the constant operands.</summary>
    static abstract PackedLayout Layout { get; }

    /// <summary>The leaf method for a kind of requantization.</summary>
    static abstract delegate*<TileArguments*, void> Entry(Requantization requantization);
}
