using EdgeConv.Benchmarks.Races;
using EdgeConv.Vision.Frames;
using EdgeConv.Vision.Preprocessing;
using EdgeConv.Vision.Resizing;

namespace EdgeConv.Benchmarks.Frames;

/// <summary>From a frame to the input tensor as EdgeConv does it.</summary>
internal sealed class FusedPass(Frame frame, int side, TensorFiller filler, ResizeFilter filter) : IContender
{
    private readonly FramePreprocessor _preprocessor = new(frame.Format!, side, side, filler, FitMode.Crop, filter);
    private readonly byte[] _tensor = new byte[side * side * filler.BytesPerPixel];

    /// <inheritdoc/>
    public string Name => "fused pass";

    /// <inheritdoc/>
    public void Run() => _preprocessor.Run(frame, _tensor);

    /// <inheritdoc/>
    public void Dispose() => _preprocessor.Dispose();
}
