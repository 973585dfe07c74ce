namespace EdgeConv.Kernels.TransposeConvolution;

/// <summary>
/// One dimension of a transposed convolution as ordinary convolutions. Output position v meets tap f where <c>v + Pad - f</c> is a multiple of the stride, and reads
/// there the input at the quotient. So all positions of a phase, <c>(v + Pad) mod Stride</c>, meet the same taps: Phase, Phase + Stride, …, each one input position
/// further back. Where strides pass over outputs that no tap meets, these are a phase of their own, which reads nothing but padding with the taps of phase 0.
/// </summary>
internal readonly struct TransposeConvolutionPhases
{
    private readonly int _filter;
    private readonly int _stride;
    private readonly int _pad;

    private TransposeConvolutionPhases(int filter, int stride, int pad)
    {
        _filter = filter;
        _stride = stride;
        _pad = pad;
        WithTaps = Math.Min(filter, stride);
    }

    /// <summary>Phases that have taps of their own.</summary>
    public int WithTaps { get; }

    /// <summary>All phases; at most one more.</summary>
    public int Count => WithTaps + (_stride > _filter ? 1 : 0);

    /// <summary>The phases of rows.</summary>
    public static TransposeConvolutionPhases OfRows(in WindowGeometry g) => new(g.FilterHeight, g.StrideHeight, g.PadTop);

    /// <summary>The phases of columns.</summary>
    public static TransposeConvolutionPhases OfColumns(in WindowGeometry g) => new(g.FilterWidth, g.StrideWidth, g.PadLeft);

    /// <summary>The phase of an output position.</summary>
    public int Of(int position) => Math.Min((position + _pad) % _stride, WithTaps);

    /// <summary>Whose taps a phase reads padding with: its own, or those of phase 0.</summary>
    public int Filter(int phase) => phase < WithTaps ? phase : 0;

    /// <summary>Taps of a phase.</summary>
    public int Taps(int phase) => (_filter - Filter(phase) + _stride - 1) / _stride;

    /// <summary>The tap in the whole filter.</summary>
    public int Tap(int phase, int index) => Filter(phase) + index * _stride;

    /// <summary>The input position that a position's first tap reads; it may lie outside, as it does wherever a phase has no taps.</summary>
    public int FirstInput(int position, int phase) => phase < WithTaps ? (position + _pad) / _stride : -1;

    /// <summary>The first output position of a phase.</summary>
    public int First(int phase)
    {
        var behind = (phase - _pad % _stride + _stride) % _stride;
        return phase < WithTaps || Of(0) != phase ? behind : 0;
    }

    /// <summary>The next output position of the same phase.</summary>
    public int Next(int position, int phase) => phase < WithTaps ? position + _stride : Of(position + 1) == phase ? position + 1 : position + 1 + _filter;
}
