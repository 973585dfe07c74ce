using EdgeConv.Kernels;
using EdgeConv.Vision;
using EdgeConv.Vision.Frames;
using EdgeConv.Vision.Preprocessing;
using EdgeConv.Vision.Resizing;

namespace EdgeConv.Tests.Vision.Frames;

/// <summary>What a frame may become: drawn at random.</summary>
internal sealed record RandomTarget(int Width, int Height, TensorFiller Filler, FitMode Fit, ResizeFilter Filter, PictureOrientation Orientation)
{
    public static RandomTarget Draw(Random random, int maxSide = 40) => new(
        random.Next(1, maxSide),
        random.Next(1, maxSide),
        DrawFiller(random),
        (FitMode)random.Next(3),
        (ResizeFilter)random.Next(4),
        (PictureOrientation)random.Next(1, 9));

    public int TensorBytes => Width * Height * Filler.BytesPerPixel;

    public FramePreprocessor Plan(FrameFormat format, KernelFamilies? families = null) => new(format, Width, Height, Filler, Fit, Filter, Orientation, families);

    private static TensorFiller DrawFiller(Random random)
    {
        var order = (ChannelOrder)random.Next(3);
        return random.Next(4) switch
        {
            0 => TensorFiller.ForFloat32(order, InputNormalization.ImageNet),
            1 => TensorFiller.ForQuantized(InputElement.Int8, order, InputNormalization.ImageNet, 0.02f, -3),
            2 => TensorFiller.ForQuantized(InputElement.Int8, order, InputNormalization.None, 1, -128),
            _ => TensorFiller.ForQuantized(InputElement.UInt8, order, InputNormalization.None, 1, 0),
        };
    }
}
