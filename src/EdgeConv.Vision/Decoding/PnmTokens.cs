namespace EdgeConv.Vision.Decoding;

/// <summary>The words of a PNM file: decimal numbers, white space between them, comments from # to the end of the line.</summary>
internal ref struct PnmTokens(ReadOnlySpan<byte> file, int position)
{
    private readonly ReadOnlySpan<byte> _file = file;

    public int Position { get; private set; } = position;

    public static bool IsSpace(byte letter) => letter is (byte)' ' or (>= (byte)'\t' and <= (byte)'\r');

    /// <summary>The next number.</summary>
    /// <param name="what">What it stands for, for the message when there is none.</param>
    public int Number(string what)
    {
        SkipSpace();
        var start = Position;
        var value = 0L;
        for (; Position < _file.Length && char.IsAsciiDigit((char)_file[Position]); Position++)
        {
            value = 10 * value + _file[Position] - '0';
            if (value > int.MaxValue)
                throw new PictureFormatException(PnmDecoder.Name, $"{what} is a number of too many digits", start);
        }

        if (Position == start)
            throw Unexpected($"a number for {what}");
        return (int)value;
    }

    /// <summary>The next 0 or 1; these need no space between them.</summary>
    public int Bit()
    {
        SkipSpace();
        if (Position == _file.Length || _file[Position] is not ((byte)'0' or (byte)'1'))
            throw Unexpected("a pixel, 0 or 1");
        return _file[Position++] - '0';
    }

    /// <summary>Passes the one white space character between the header and binary pixels.</summary>
    public void EndHeader()
    {
        if (Position == _file.Length || !IsSpace(_file[Position]))
            throw Unexpected("white space after the header");
        Position++;
    }

    private void SkipSpace()
    {
        for (; Position < _file.Length; Position++)
        {
            if (_file[Position] == '#')
            {
                var end = _file[Position..].IndexOfAny((byte)'\n', (byte)'\r');
                Position = end < 0 ? _file.Length - 1 : Position + end;
            }
            else if (!IsSpace(_file[Position]))
            {
                return;
            }
        }
    }

    private readonly PictureFormatException Unexpected(string wanted) => Position == _file.Length
        ? new PictureFormatException(PnmDecoder.Name, $"the file is cut short where {wanted} should be", Position, "Fetch it again.")
        : new PictureFormatException(PnmDecoder.Name, $"{wanted} is expected, byte 0x{_file[Position]:X2} is there", Position);
}
