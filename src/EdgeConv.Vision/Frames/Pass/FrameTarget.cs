using EdgeConv.Vision.Preprocessing;
using EdgeConv.Vision.Resizing;

namespace EdgeConv.Vision.Frames.Pass;

/// <summary>What frames become.</summary>
/// <param name="Width">Columns of the tensor.</param>
/// <param name="Height">Rows of the tensor.</param>
/// <param name="Filler">From levels to elements.</param>
/// <param name="Filter">How samples are weighted.</param>
internal sealed record FrameTarget(int Width, int Height, TensorFiller Filler, ResizeFilter Filter);
