using EdgeConv.Kernels.Numerics;

namespace EdgeConv.Kernels.Depthwise;

/// <summary>A tile kernel: the inner loop of depthwise convolutions for one instruction set.</summary>
internal unsafe interface IDepthwiseTile
{
    /// <summary>Output rows at a time: 1, or 2 where stride and dilation are 1.</summary>
    static abstract int Rows { get; }

    /// <summary>How it wants the constant operands.</summary>
    static abstract PackedLayout Layout { get; }

    /// <summary>Why it cannot run with such arguments, or null.</summary>
    static abstract string? Refusal(in ConvolutionArguments a);

    /// <summary>The leaf method for a kind of requantization.</summary>
    static abstract delegate*<DepthwiseTileArguments*, void> Entry(Requantization requantization);
}
