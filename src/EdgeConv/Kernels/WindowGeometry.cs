namespace EdgeConv.Kernels;

/// <summary>
/// How a window of taps walks over NHWC pictures: output position (y, x), tap (fy, fx) reads input row <c>y * StrideHeight - PadTop + fy * DilationHeight</c>
/// and the column likewise. Extents in elements; positions outside the picture are padding.
/// </summary>
public struct WindowGeometry
{
    /// <summary>Pictures.</summary>
    public int Batches;

    /// <summary>Rows of the input.</summary>
    public int InputHeight;

    /// <summary>Columns of the input.</summary>
    public int InputWidth;

    /// <summary>Channels of the input.</summary>
    public int InputChannels;

    /// <summary>Rows of the output.</summary>
    public int OutputHeight;

    /// <summary>Columns of the output.</summary>
    public int OutputWidth;

    /// <summary>Channels of the output.</summary>
    public int OutputChannels;

    /// <summary>Rows of taps.</summary>
    public int FilterHeight;

    /// <summary>Columns of taps.</summary>
    public int FilterWidth;

    /// <summary>Input rows from one output row to the next.</summary>
    public int StrideHeight;

    /// <summary>Input columns from one output column to the next.</summary>
    public int StrideWidth;

    /// <summary>Input rows from one tap to the next.</summary>
    public int DilationHeight;

    /// <summary>Input columns from one tap to the next.</summary>
    public int DilationWidth;

    /// <summary>Rows of padding above the input.</summary>
    public int PadTop;

    /// <summary>Columns of padding left of the input.</summary>
    public int PadLeft;

    /// <summary>The product of rows with a matrix as a convolution: each row is a pixel, the filters are 1x1.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="inputs">Values an input row.</param>
    /// <param name="outputs">Values an output row.</param>
    public static WindowGeometry Rows(int rows, int inputs, int outputs) => new()
    {
        Batches = 1,
        InputHeight = rows,
        InputWidth = 1,
        InputChannels = inputs,
        OutputHeight = rows,
        OutputWidth = 1,
        OutputChannels = outputs,
        FilterHeight = 1,
        FilterWidth = 1,
        StrideHeight = 1,
        StrideWidth = 1,
        DilationHeight = 1,
        DilationWidth = 1,
    };
}
