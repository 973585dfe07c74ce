namespace EdgeConv.Vision.Resizing;

/// <summary>Along one axis: which source pixels make each target pixel, and by how much.</summary>
/// <remarks>
/// Weights are whole numbers and sum to <see cref="Total"/> for every target pixel, so resampling is exact: with S source
/// and D target pixels, area weights count the overlap in units of 1/D of a source pixel (total S), bilinear ones are the distance
/// in units of 1/2D (half-pixel centres, total 2D) or 1/D (legacy, total D).
/// </remarks>
internal sealed class ResampledAxis
{
    private readonly int[] firstPixels;

    // Weights of target pixel i: weights[firstWeights[i]] up to weights[firstWeights[i + 1]].
    private readonly int[] firstWeights;
    private readonly List<int> weights = [];

    public ResampledAxis(int source, int target, ResizeFilter filter)
    {
        firstPixels = new int[target];
        firstWeights = new int[target + 1];
        Total = filter switch
        {
            ResizeFilter.Area when source > target => source,
            ResizeFilter.BilinearLegacy => target,
            _ => 2 * target,
        };

        for (var i = 0; i < target; i++)
        {
            switch (filter)
            {
                case ResizeFilter.Area when source > target:
                    AddOverlaps(i, source, target);
                    break;
                case ResizeFilter.BilinearLegacy:
                    AddNeighbours(i, (long)i * source, source);
                    break;
                default:
                    AddNeighbours(i, (2L * i + 1) * source - target, source);
                    break;
            }

            firstWeights[i + 1] = weights.Count;
        }
    }

    public int Total { get; }

    public int First(int target) => firstPixels[target];

    public ReadOnlySpan<int> Weights(int target) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(weights)[firstWeights[target]..firstWeights[target + 1]];

    private void AddOverlaps(int i, int source, int target)
    {
        var (start, end) = ((long)i * source, (i + 1L) * source);
        var pixel = start / target;
        firstPixels[i] = (int)pixel;
        for (; pixel * target < end; pixel++)
            weights.Add((int)(Math.Min(end, (pixel + 1) * target) - Math.Max(start, pixel * target)));
    }

    /// <summary>Weights for a position given in units of 1/<see cref="Total"/>; beyond the outermost pixels those go on.</summary>
    private void AddNeighbours(int i, long position, int source)
    {
        position = Math.Clamp(position, 0, (source - 1L) * Total);
        firstPixels[i] = (int)(position / Total);
        var toNext = (int)(position % Total);
        weights.Add(Total - toNext);
        if (toNext > 0)
            weights.Add(toNext);
    }
}
