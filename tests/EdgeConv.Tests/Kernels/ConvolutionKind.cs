namespace EdgeConv.Tests.Kernels;

/// <summary>The kinds of convolution that share argument structs.</summary>
internal enum ConvolutionKind
{
    /// <summary>Groups of any width.</summary>
    Ordinary,

    /// <summary>One input channel an output channel.</summary>
    Depthwise,

    /// <summary>From the output of an ordinary one to its input.</summary>
    Transposed,
}
