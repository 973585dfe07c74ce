namespace EdgeConv.Kernels.Native;

/// <summary>The operators that the C library has kernels for: <c>enum edgeconv_operator</c> of native/include/edgeconv.h.</summary>
internal enum NativeOperator
{
    /// <summary>Convolution, and products of rows with a matrix.</summary>
    Convolution = 0,

    /// <summary>Depthwise convolution.</summary>
    Depthwise = 1,
}
