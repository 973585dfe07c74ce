namespace EdgeConv.Vision.Resizing;

/// <summary>Along one axis: which source pixels make each target pixel, and by how much.</summary>
/// <remarks>
/// Weights are whole numbers and sum to <see cref="Total"/> for every target pixel, so resampling is exact. S and D being
/// the source and target lengths without their common factor, area weights count the overlap in units of 1/D of a source pixel (total
/// S), bilinear ones the distance in units of 1/2D (half-pixel centres, total 2D) or 1/D (legacy, total D).
/// </remarks>
internal sealed class ResampledAxis
{
    private readonly int[] firstPixels;

    // Weights of target pixel i: weights[firstWeights[i]] up to weights[firstWeights[i + 1]].
    private readonly int[] firstWeights;
    private readonly int[] weights;

    public ResampledAxis(int source, int target, ResizeFilter filter)
    {
        firstPixels = new int[target];
        firstWeights = new int[target + 1];
        var all = new List<int>();
        var factor = CommonFactor(source, target);
        long s = source / factor, d = target / factor;
        var averages = filter == ResizeFilter.Area && source > target;
        Total = (int)(averages ? s : filter == ResizeFilter.BilinearLegacy ? d : 2 * d);
        for (var i = 0; i < target; i++)
        {
            if (averages)
                firstPixels[i] = AddOverlaps(all, i * s, (i + 1) * s, d);
            else if (filter == ResizeFilter.BilinearLegacy)
                firstPixels[i] = AddNeighbours(all, i * s, source);
            else
                firstPixels[i] = AddNeighbours(all, (2 * i + 1) * s - d, source);
            firstWeights[i + 1] = all.Count;
        }

        weights = [.. all];
    }

    /// <summary>What the weights of any target pixel sum to.</summary>
    public int Total { get; }

    /// <summary>The source pixel that the first weight belongs to; the others follow it.</summary>
    public int First(int target) => firstPixels[target];

    public ReadOnlySpan<int> Weights(int target) => weights.AsSpan(firstWeights[target], firstWeights[target + 1] - firstWeights[target]);

    private static int AddOverlaps(List<int> weights, long start, long end, long pixelLength)
    {
        var first = start / pixelLength;
        for (var pixel = first; pixel * pixelLength < end; pixel++)
            weights.Add((int)(Math.Min(end, (pixel + 1) * pixelLength) - Math.Max(start, pixel * pixelLength)));
        return (int)first;
    }

    /// <summary>Weights for a position given in units of 1/<see cref="Total"/>; beyond the outermost pixels those go on.</summary>
    private int AddNeighbours(List<int> weights, long position, int source)
    {
        position = Math.Clamp(position, 0, (source - 1L) * Total);
        var toNext = (int)(position % Total);
        weights.Add(Total - toNext);
        if (toNext > 0)
            weights.Add(toNext);
        return (int)(position / Total);
    }

    private static int CommonFactor(int a, int b)
    {
        while (b != 0)
            (a, b) = (b, a % b);
        return a;
    }
}
