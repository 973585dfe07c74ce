namespace EdgeConv.Devices.Cameras.V4l2;

/// <summary>A size that a camera can do, or a range of them.</summary>
/// <param name="Least">The smallest.</param>
/// <param name="Greatest">The largest; equal to <paramref name="Least"/> when it is a single one.</param>
/// <param name="Step">From one to the next, in pixels, each at least 1.</param>
/// <param name="Rates">Frames a second at the largest.</param>
public sealed record VideoSizes(FrameSize Least, FrameSize Greatest, FrameSize Step, VideoRates Rates)
{
    /// <summary>Whether this is one size.</summary>
    public bool IsSingle => Least == Greatest;

    /// <summary>The one nearest to a wanted size.</summary>
    public FrameSize Nearest(FrameSize wanted) => new(
        Nearest(wanted.Width, Least.Width, Greatest.Width, Step.Width),
        Nearest(wanted.Height, Least.Height, Greatest.Height, Step.Height));

    private static int Nearest(int wanted, int least, int greatest, int step)
    {
        if (greatest <= least)
            return least;
        var near = least + (Math.Clamp(wanted, least, greatest) - least + step / 2) / step * step;
        return near > greatest ? near - step : near;
    }
}
