namespace EdgeConv.Kernels.Convolution;

/// <summary>Where the packed kernels find the input values of an output position.</summary>
internal enum ConvolutionRows
{
    /// <summary>1x1 filters, stride 1: the pixel itself. One tap; positions lie one behind the other.</summary>
    Dense,

    /// <summary>One pixel a tap, or the padding row: pointers, worked out tile by tile.</summary>
    Window,

    /// <summary>
    /// Few channels (a picture's first layer): the pixels under a filter row are one run of bytes, so a window is FilterHeight short copies, after which
    /// it is a single tap FilterHeight * FilterWidth * channels deep. The few channels alone would leave most of each multiply instruction empty.
    /// </summary>
    Gathered,
}
