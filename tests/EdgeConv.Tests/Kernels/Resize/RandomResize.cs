using EdgeConv.Kernels.Resize;

namespace EdgeConv.Tests.Kernels.Resize;

/// <summary>Resamplings drawn at random.</summary>
internal static class RandomResize
{
    /// <summary>Small pictures, made smaller or larger.</summary>
    public static ResizeGeometry Of(Random random)
    {
        var g = new ResizeGeometry
        {
            Batches = random.Next(1, 3),
            InputHeight = random.Next(1, 9),
            InputWidth = random.Next(1, 9),
            OutputHeight = random.Next(1, 15),
            OutputWidth = random.Next(1, 15),
            Channels = random.Next(1, 40),
            AlignCorners = random.Next(2) == 0,
        };
        g.HalfPixelCenters = !g.AlignCorners && random.Next(2) == 0;
        return g;
    }
}
