using EdgeConv.Benchmarks.Races;
using EdgeConv.Vision;
using EdgeConv.Vision.Decoding;
using EdgeConv.Vision.Frames;
using EdgeConv.Vision.Preprocessing;
using EdgeConv.Vision.Resizing;

namespace EdgeConv.Benchmarks.Frames;

/// <summary>From a frame to the input tensor one step after another: the whole frame to RGB, then resized, then quantized.</summary>
internal sealed class StepByStep(Frame frame, int side, TensorFiller filler, ResizeFilter filter) : IContender
{
    private readonly PictureResizer _resizer = new(frame.Format!.Width, frame.Format.Height, side, side, FitMode.Crop, filter);
    private readonly Picture _picture = new(frame.Format!.Width, frame.Format.Height);
    private readonly Picture _fitted = new(side, side);
    private readonly byte[] _file = frame.Format!.Pixels == PixelFormat.Mjpeg ? frame.Bytes.ToArray() : [];
    private readonly byte[] _tensor = new byte[side * side * filler.BytesPerPixel];

    /// <inheritdoc/>
    public string Name => "step by step";

    /// <inheritdoc/>
    public void Run()
    {
        if (_file.Length > 0)
        {
            _resizer.Resize(PictureDecoder.Decode(_file), _fitted);
        }
        else
        {
            WholeFrame.ToRgb(frame, _picture);
            _resizer.Resize(_picture, _fitted);
        }

        filler.Fill(_fitted, _tensor);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
