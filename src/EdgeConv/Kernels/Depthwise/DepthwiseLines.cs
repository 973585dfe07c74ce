namespace EdgeConv.Kernels.Depthwise;

/// <summary>
/// Input lines with their padding, in a thread's own memory: a tile kernel then walks along lines without asking where the picture ends. A line is made once and
/// stays until the ring of lines comes round to its place. With more output than input channels each input channel is repeated.
/// </summary>
internal unsafe struct DepthwiseLines
{
    private const int CacheLine = 64;
    private const int Slack = 128;

    private readonly sbyte* _padding;
    private readonly sbyte* _ring;
    private readonly int* _held;
    private readonly int _lineBytes;
    private readonly int _span;
    private readonly bool _isInPlace;

    /// <summary>Lays the lines out.</summary>
    /// <param name="a">The arguments; pointers may be unset.</param>
    /// <param name="lines">Lines that a tile looks at.</param>
    /// <param name="memory">The thread's own memory, or null to learn how much it takes.</param>
    public DepthwiseLines(in ConvolutionArguments a, int lines, byte* memory)
    {
        ref readonly var g = ref a.Geometry;
        var columns = (g.OutputWidth - 1) * g.StrideWidth + (g.FilterWidth - 1) * g.DilationWidth + 1;
        _isInPlace = g.PadLeft == 0 && columns <= g.InputWidth && g.InputChannels == g.OutputChannels;
        _lineBytes = (columns * g.OutputChannels + Slack + CacheLine - 1) / CacheLine * CacheLine;
        _span = _isInPlace ? 0 : (lines - 1) * g.DilationHeight + 1;
        _padding = (sbyte*)memory;
        _ring = _padding + _lineBytes;
        _held = (int*)(_ring + (long)_span * _lineBytes);
        Bytes = (int)((byte*)(_held + _span) - memory + CacheLine - 1) / CacheLine * CacheLine;
    }

    /// <summary>Whether a thread's lines would take more memory than is sensible: strides and dilation come from a stranger's file.</summary>
    public static bool AreTooLarge(in ConvolutionArguments a, int lines)
    {
        const double Limit = 1 << 28;
        ref readonly var g = ref a.Geometry;
        var columns = (g.OutputWidth - 1.0) * g.StrideWidth + (g.FilterWidth - 1.0) * g.DilationWidth + 1;
        return (columns * g.OutputChannels + Slack + CacheLine) * ((lines - 1.0) * g.DilationHeight + 2) > Limit;
    }

    /// <summary>Bytes of memory taken.</summary>
    public int Bytes { get; }

    /// <summary>Forgets all lines and makes the one of padding.</summary>
    public readonly void Clear(in ConvolutionArguments a)
    {
        new Span<sbyte>(_padding, _lineBytes).Fill((sbyte)a.InputZeroPoint);
        new Span<int>(_held, _span).Fill(-1);
    }

    /// <summary>The line of an input row, which may lie outside the picture.</summary>
    public readonly sbyte* Line(in ConvolutionArguments a, int batch, int row)
    {
        ref readonly var g = ref a.Geometry;
        if ((uint)row >= (uint)g.InputHeight)
            return _padding;
        var source = a.Input + ((long)batch * g.InputHeight + row) * g.InputWidth * g.InputChannels;
        if (_isInPlace)
            return source;
        var place = row % _span;
        var line = _ring + (long)place * _lineBytes;
        var held = batch * g.InputHeight + row;
        if (_held[place] == held)
            return line;
        _held[place] = held;
        Fill(in a, source, line);
        return line;
    }

    private readonly void Fill(in ConvolutionArguments a, sbyte* source, sbyte* line)
    {
        ref readonly var g = ref a.Geometry;
        var channels = g.OutputChannels;
        var columns = (g.OutputWidth - 1) * g.StrideWidth + (g.FilterWidth - 1) * g.DilationWidth + 1;
        var inside = Math.Clamp(columns - g.PadLeft, 0, g.InputWidth);
        var right = Math.Min(columns, g.PadLeft + inside);
        new Span<sbyte>(line, Math.Min(columns, g.PadLeft) * channels).Fill((sbyte)a.InputZeroPoint);
        new Span<sbyte>(line + right * channels, (columns - right) * channels).Fill((sbyte)a.InputZeroPoint);
        line += g.PadLeft * channels;
        if (channels == g.InputChannels)
        {
            Buffer.MemoryCopy(source, line, inside * channels, inside * channels);
            return;
        }

        var multiplier = channels / g.InputChannels;
        for (var i = 0; i < inside * g.InputChannels; i++, line += multiplier)
            new Span<sbyte>(line, multiplier).Fill(source[i]);
    }
}
