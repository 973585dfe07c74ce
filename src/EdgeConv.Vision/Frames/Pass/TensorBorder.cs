using EdgeConv.Vision.Resizing;

namespace EdgeConv.Vision.Frames.Pass;

/// <summary>The part of a tensor that a letterboxed frame leaves free: black.</summary>
internal sealed unsafe class TensorBorder
{
    private readonly PixelWindow _window;
    private readonly int _width;
    private readonly int _height;
    private readonly int _pixelBytes;

    // A row of the tensor in black; empty when the frame leaves nothing free.
    private readonly byte[] _row = [];

    /// <summary>Prepares a border.</summary>
    /// <param name="target">The tensor.</param>
    /// <param name="window">What the frame covers.</param>
    /// <param name="tables">256 elements for each channel.</param>
    public TensorBorder(FrameTarget target, PixelWindow window, byte[] tables)
    {
        (_window, _width, _height, _pixelBytes) = (window, target.Width, target.Height, target.Filler.BytesPerPixel);
        if (window.Width == target.Width && window.Height == target.Height)
            return;
        var channels = target.Filler.Channels;
        var element = _pixelBytes / channels;
        _row = new byte[target.Width * _pixelBytes];
        for (var i = 0; i < target.Width * channels; i++)
            tables.AsSpan(i % channels * 256 * element, element).CopyTo(_row.AsSpan(i * element));
    }

    /// <summary>Writes it.</summary>
    public void Fill(byte* tensor)
    {
        if (_row.Length == 0)
            return;
        var (right, below) = (_window.X + _window.Width, _window.Y + _window.Height);
        for (var y = 0; y < _height; y++, tensor += _row.Length)
        {
            if (y < _window.Y || y >= below)
            {
                Fill(tensor, 0, _width);
                continue;
            }

            Fill(tensor, 0, _window.X);
            Fill(tensor, right, _width);
        }
    }

    private void Fill(byte* row, int begin, int end) => _row.AsSpan(0, (end - begin) * _pixelBytes).CopyTo(new Span<byte>(row + begin * _pixelBytes, (end - begin) * _pixelBytes));
}
