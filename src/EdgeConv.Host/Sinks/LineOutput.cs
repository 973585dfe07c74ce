namespace EdgeConv.Host.Sinks;

/// <summary>Writes whole lines. A write that fails may have got half-way; the next begins a line of its own then, so that it is not broken by the half.</summary>
/// <param name="output">Where they go; disposed of with this.</param>
internal sealed class LineOutput(Stream output) : IDisposable
{
    private bool _isBroken;

    /// <summary>Writes lines.</summary>
    /// <param name="lines">One or more, each with its end.</param>
    /// <exception cref="IOException">They did not get through, or not wholly.</exception>
    public void Write(ReadOnlySpan<byte> lines)
    {
        if (_isBroken)
            output.Write("\n"u8);
        _isBroken = true;
        output.Write(lines);
        output.Flush();
        _isBroken = false;
    }

    /// <inheritdoc/>
    public void Dispose() => output.Dispose();
}
