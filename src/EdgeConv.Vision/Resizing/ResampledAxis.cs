namespace EdgeConv.Vision.Resizing;

/// <summary>Along one axis: which source pixels make each target pixel, and by how much.</summary>
/// <remarks>
/// Weights are whole numbers and sum to <see cref="Total"/> for every target pixel, so resampling is exact. S and D being
/// the source and target lengths without their common factor, area weights count the overlap in units of 1/D of a source pixel (total
/// S), bilinear ones the distance in units of 1/2D (half-pixel centres, total 2D) or 1/D (legacy, total D).
/// </remarks>
internal sealed class ResampledAxis
{
    private readonly int[] _firstPixels;

    // Weights of target pixel i: _weights[_firstWeights[i]] up to _weights[_firstWeights[i + 1]].
    private readonly int[] _firstWeights;
    private readonly int[] _weights;

    public ResampledAxis(int source, int target, ResizeFilter filter)
    {
        _firstPixels = new int[target];
        _firstWeights = new int[target + 1];
        var all = new List<int>();
        var factor = CommonFactor(source, target);
        long s = source / factor, d = target / factor;
        var averages = filter == ResizeFilter.Area && source > target;
        Total = (int)(averages ? s : filter == ResizeFilter.BilinearLegacy ? d : 2 * d);
        for (var i = 0; i < target; i++)
        {
            if (averages)
                _firstPixels[i] = AddOverlaps(all, i * s, (i + 1) * s, d);
            else if (filter == ResizeFilter.BilinearLegacy)
                _firstPixels[i] = AddNeighbours(all, i * s, source);
            else
                _firstPixels[i] = AddNeighbours(all, (2 * i + 1) * s - d, source);
            _firstWeights[i + 1] = all.Count;
        }

        _weights = [.. all];
    }

    /// <summary>What the weights of any target pixel sum to.</summary>
    public int Total { get; }

    /// <summary>The source pixel that the first weight belongs to; the others follow it.</summary>
    public int First(int target) => _firstPixels[target];

    public ReadOnlySpan<int> Weights(int target) => _weights.AsSpan(_firstWeights[target], _firstWeights[target + 1] - _firstWeights[target]);

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
