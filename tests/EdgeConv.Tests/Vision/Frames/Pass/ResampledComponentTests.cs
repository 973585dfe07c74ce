using EdgeConv.Vision.Frames.Pass;
using EdgeConv.Vision.Resizing;

namespace EdgeConv.Tests.Vision.Frames.Pass;

public class ResampledComponentTests
{
    [Fact]
    public void Weights_are_whole_sum_to_the_total_and_stay_within_the_window()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var (length, divisor) = (random.Next(1, random.Next(10) == 0 ? 3000 : 100), random.Next(1, 5));
            var axis = new FrameAxis(random.Next(20), length, random.Next(1, 60), random.Next(2) == 0);
            var origin = axis.Start / divisor;
            foreach (var filter in Enum.GetValues<ResizeFilter>())
            {
                foreach (var (first, weights) in Read(axis, divisor, origin, filter))
                {
                    Assert.Equal(ResampledComponent.Total, weights.Sum());
                    Assert.All(weights, weight => Assert.InRange(weight, 0, ResampledComponent.Total));
                    Assert.InRange(first, 0, (axis.Start + axis.Length - 1) / divisor - origin + 1 - weights.Length);
                }
            }
        }
    }

    [Fact]
    public void A_component_of_every_pixel_is_weighted_as_pictures_are_but_for_rounding()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var (length, target, start) = (random.Next(1, 200), random.Next(1, 60), random.Next(9));
            foreach (var filter in Enum.GetValues<ResizeFilter>())
            {
                var exact = new ResampledAxis(length, target, filter);
                var rounded = Read(new FrameAxis(start, length, target, false), 1, start, filter);
                for (var i = 0; i < target; i++)
                {
                    Assert.Equal(exact.First(i), rounded[i].First);
                    Assert.Equal(exact.Weights(i).Length, rounded[i].Weights.Length);
                    // A picture's triangle is rounded itself, and its heaviest weight has what that leaves over.
                    var bound = filter == ResizeFilter.Triangle ? 1.25 + exact.Weights(i).Length / 4.0 : 1;
                    for (var k = 0; k < rounded[i].Weights.Length; k++)
                        Assert.InRange(rounded[i].Weights[k] - (double)exact.Weights(i)[k] * ResampledComponent.Total / exact.Total, -bound, bound);
                }
            }
        }
    }

    [Fact]
    public void Chroma_lies_in_the_middle_of_the_pixels_it_stands_for()
    {
        // Two samples for four pixels at the same size: centres at 0.5 and 2.5 of the pixels 0 to 3.
        Assert.Equal(["0: 16384", "0: 12288 4096", "0: 4096 12288", "1: 16384"], Lines(new FrameAxis(0, 4, 4, false), 2, 0, ResizeFilter.Bilinear));

        // Pixels 1 to 6 onto one: half of sample 0, samples 1 and 2, half of sample 3.
        Assert.Equal(["0: 2731 5461 5461 2731"], Lines(new FrameAxis(1, 6, 1, false), 2, 0, ResizeFilter.Area));
    }

    [Fact]
    public void A_reversed_axis_is_the_same_from_its_end()
    {
        var forward = Lines(new FrameAxis(3, 50, 7, false), 1, 3, ResizeFilter.Area);
        var backward = Lines(new FrameAxis(3, 50, 7, true), 1, 3, ResizeFilter.Area);
        Assert.Equal(forward.Reverse(), backward);
    }

    private static IEnumerable<string> Lines(FrameAxis axis, int pixelsPerSample, int origin, ResizeFilter filter) =>
        Read(axis, pixelsPerSample, origin, filter).Select(row => $"{row.First}: {string.Join(' ', row.Weights)}");

    private static unsafe List<(int First, int[] Weights)> Read(FrameAxis axis, int pixelsPerSample, int origin, ResizeFilter filter)
    {
        using var component = new ResampledComponent(axis, pixelsPerSample, origin, filter);
        var weights = component.Weights;
        Assert.Equal(axis.Target, weights.Targets);
        var rows = new List<(int, int[])>();
        for (var i = 0; i < axis.Target; i++)
        {
            var row = new int[weights.Count[i]];
            for (var k = 0; k < weights.Taps; k++)
            {
                var weight = weights.Weights[i * weights.Taps + k];
                if (k < row.Length)
                    row[k] = weight;
                else
                    Assert.Equal(0, weight);
            }

            rows.Add((weights.First[i], row));
        }

        return rows;
    }
}
