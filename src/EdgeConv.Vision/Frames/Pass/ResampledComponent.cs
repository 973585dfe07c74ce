using EdgeConv.Tensors;
using EdgeConv.Vision.Resizing;

namespace EdgeConv.Vision.Frames.Pass;

/// <summary>Along one axis: which samples of a component make each target pixel, and by how much, in native memory for <see cref="ResamplingWeights"/>.</summary>
/// <remarks>
/// The filters are those of <see cref="ResizeFilter"/>, laid over a component that may have one sample for several pixels. Sample j of a component with one for every f
/// stands for the pixels [f j, f (j + 1)) and has its centre in their middle: the siting of JPEG (JFIF 1.02, "spatial relationship of components") and MPEG-1, which is also
/// what a camera's chip gets when it averages neighbours. An axis counts as shrinking by the component's own number of samples. Lengths are exact in units of 1/2D of a
/// pixel, D being the target's length; only then are weights rounded to 1/<see cref="Total"/>, where their running sum is, so that they sum to <see cref="Total"/>.
/// </remarks>
internal sealed unsafe class ResampledComponent : IDisposable
{
    /// <summary>What the weights of any target pixel sum to: the most that a signed 16-bit factor can stand for.</summary>
    public const int Total = 1 << TotalBits;

    /// <summary>The binary logarithm of <see cref="Total"/>.</summary>
    public const int TotalBits = 14;

    private readonly AlignedMemory _memory;

    /// <summary>Computes the weights.</summary>
    /// <param name="axis">The window and what it becomes.</param>
    /// <param name="pixelsPerSample">Pixels that one sample stands for.</param>
    /// <param name="origin">The sample that the kernel counts from.</param>
    /// <param name="filter">How samples are weighted.</param>
    public ResampledComponent(FrameAxis axis, int pixelsPerSample, int origin, ResizeFilter filter)
    {
        var rows = new (int First, int[] Weights)[axis.Target];
        for (var i = 0; i < axis.Target; i++)
            rows[axis.IsReversed ? axis.Target - 1 - i : i] = Rounded(Heights(axis, i, pixelsPerSample, filter));

        var padded = Padded(axis.Target);
        var most = rows.Max(row => row.Weights.Length);
        var taps = most <= ResamplingWeights.FewTaps ? ResamplingWeights.FewTaps : Padded(most);
        _memory = new AlignedMemory(padded * (2L * sizeof(int) + (long)taps * sizeof(short)));
        var first = (int*)_memory.Start;
        var count = first + padded;
        var weights = (short*)(count + padded);
        Weights = new ResamplingWeights { First = first, Count = count, Weights = weights, Taps = taps, Targets = axis.Target };
        foreach (var row in rows)
        {
            *first++ = row.First - origin;
            *count++ = row.Weights.Length;
            for (var k = 0; k < row.Weights.Length; k++)
                weights[k] = (short)row.Weights[k];
            weights += taps;
        }
    }

    /// <summary>The weights, as long as this lives.</summary>
    public ResamplingWeights Weights { get; }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();

    private static int Padded(int count) => (count + ResamplingWeights.Multiple - 1) / ResamplingWeights.Multiple * ResamplingWeights.Multiple;

    /// <summary>Unrounded weights of one target pixel, in the order of the frame, and the sample that the first belongs to.</summary>
    private static (int First, List<long> Heights) Heights(FrameAxis axis, long i, int pixelsPerSample, ResizeFilter filter)
    {
        // In units of 1/2D pixel.
        var unit = 2L * axis.Target;
        var (sample, pixel, begin) = (unit * pixelsPerSample, 2L * axis.Length, unit * axis.Start + 2 * i * axis.Length);
        var (least, most) = (axis.Start / pixelsPerSample, (axis.Start + axis.Length - 1) / pixelsPerSample);
        var shrinks = pixel > sample;
        return filter switch
        {
            ResizeFilter.Area when shrinks => Collect(begin / sample, most, j => Math.Min(begin + pixel, (j + 1) * sample) - Math.Max(begin, j * sample)),
            ResizeFilter.Triangle when shrinks => Collect(least, most, j => pixel - Math.Abs(begin + pixel / 2 - j * sample - sample / 2)),
            // What counts is where a target pixel begins in the upright picture.
            ResizeFilter.BilinearLegacy => Neighbours(axis.IsReversed ? begin + pixel - unit / 2 : begin + unit / 2),
            _ => Neighbours(begin + pixel / 2),
        };

        (int, List<long>) Neighbours(long centre)
        {
            var position = Math.Clamp(centre - sample / 2, least * sample, most * sample);
            var (first, toNext) = ((int)(position / sample), position % sample);
            return (first, toNext == 0 ? [sample] : [sample - toNext, toNext]);
        }
    }

    private static (int First, List<long> Heights) Collect(long from, long to, Func<long, long> height)
    {
        while (height(from) <= 0)
            from++;
        var heights = new List<long>();
        for (var j = from; j <= to && height(j) is > 0 and var one; j++)
            heights.Add(one);
        return ((int)from, heights);
    }

    private static (int First, int[] Weights) Rounded((int First, List<long> Heights) samples)
    {
        var total = samples.Heights.Sum();
        var (weights, passed, sum) = (new int[samples.Heights.Count], 0, 0L);
        for (var k = 0; k < weights.Length; k++)
        {
            sum += samples.Heights[k];
            var upTo = (int)((2 * sum * Total + total) / (2 * total));
            (weights[k], passed) = (upTo - passed, upTo);
        }

        return (samples.First, weights);
    }
}
