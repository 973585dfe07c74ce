namespace EdgeConv.Vision.Resizing;

/// <summary>Along one axis: which source pixels make each target pixel, and by how much.</summary>
/// <remarks>
/// Weights are whole numbers and sum to <see cref="Total"/> for every target pixel, so resampling is exact. S and D being
/// the source and target lengths without their common factor, area weights count the overlap in units of 1/D of a source pixel (total
/// S), bilinear ones the distance in units of 1/2D (half-pixel centres, total 2D) or 1/D (legacy, total D). Triangle weights have no common total:
/// they are rounded to 1/65536, and what rounding leaves over goes to the heaviest.
/// </remarks>
internal sealed class ResampledAxis
{
    private const int TriangleTotal = 1 << 16;

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
        var spreads = filter == ResizeFilter.Triangle && source > target;
        Total = (int)(averages ? s : spreads ? TriangleTotal : filter == ResizeFilter.BilinearLegacy ? d : 2 * d);
        for (var i = 0; i < target; i++)
        {
            if (averages)
                _firstPixels[i] = AddOverlaps(all, i * s, (i + 1) * s, d);
            else if (spreads)
                _firstPixels[i] = AddTriangle(all, i, s, d, source);
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

    /// <summary>Weights that fall evenly to both sides of the target pixel's centre and are 0 one target pixel away, so that neighbours overlap.</summary>
    private static int AddTriangle(List<int> weights, long target, long s, long d, int source)
    {
        // In units of 1/2D of a source pixel, pixel p has its centre at (2p + 1) D and the target pixel at (2 target + 1) S.
        var centre = (2 * target + 1) * s;
        var first = Math.Max(0, (centre - 2 * s) / (2 * d));
        var end = Math.Min(source, (centre + 2 * s) / (2 * d) + 1);
        while (Height(first) == 0)
            first++;
        while (Height(end - 1) == 0)
            end--;
        var sum = 0L;
        for (var pixel = first; pixel < end; pixel++)
            sum += Height(pixel);

        var start = weights.Count;
        var (left, heaviest) = (TriangleTotal, start);
        for (var pixel = first; pixel < end; pixel++)
        {
            var weight = (int)(Height(pixel) * TriangleTotal / sum);
            left -= weight;
            weights.Add(weight);
            if (weight > weights[heaviest])
                heaviest = weights.Count - 1;
        }

        weights[heaviest] += left;
        return (int)first;

        long Height(long pixel) => Math.Max(0, 2 * s - Math.Abs((2 * pixel + 1) * d - centre));
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
