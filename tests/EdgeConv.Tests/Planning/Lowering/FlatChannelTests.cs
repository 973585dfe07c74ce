using System.Runtime.InteropServices;
using EdgeConv.Kernels;
using EdgeConv.Kernels.Convolution;
using EdgeConv.Kernels.Depthwise;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Planning.Lowering;
using EdgeConv.Tests.Kernels;

namespace EdgeConv.Tests.Planning.Lowering;

/// <summary>Channels whose factor and bias are replaced must give the outputs they gave: each accumulator near an end or a step is looked at, and networks of such channels on every kernel.</summary>
public class FlatChannelTests
{
    private const int Around = 3;

    [Fact]
    public void Each_accumulator_gives_what_it_gave()
    {
        var random = new Random(1);
        var (constant, stepping) = (0, 0);
        for (var i = 0; i < 20_000; i++)
        {
            var factor = random.Next(8) == 0 ? default : new QuantizedMultiplier(random.Next(1 << 30, int.MaxValue), -random.Next(0, 32));
            var zeroPoint = random.Next(-128, 128);
            var outputMin = random.Next(2) == 0 ? zeroPoint : random.Next(-128, 128);
            var shape = new ConvolutionArguments { OutputZeroPoint = zeroPoint, OutputMin = outputMin, OutputMax = random.Next(outputMin, 128) };
            var reach = Reach(random, factor);
            if (FlatChannel.Move(reach, factor, in shape) is not { } move)
                continue;

            int Output(QuantizedMultiplier by, long accumulator) => Math.Clamp(zeroPoint + by.Apply((int)accumulator), shape.OutputMin, shape.OutputMax);
            var (first, last) = (Output(factor, reach.Least), Output(factor, reach.Greatest));
            Assert.InRange(reach.Least + move, 1 - (1 << 30), (1 << 30) - 1);
            Assert.InRange(reach.Greatest + move, 1 - (1 << 30), (1 << 30) - 1);
            (constant, stepping) = first == last ? (constant + 1, stepping) : (constant, stepping + 1);
            var step = reach.Least;
            for (var end = reach.Greatest; end > step + 1;)
            {
                var middle = (step + end) >> 1;
                (step, end) = Output(factor, middle) == first ? (middle, end) : (step, middle);
            }

            long[] near = [reach.Least, step, reach.Greatest, random.NextInt64(reach.Least, reach.Greatest + 1)];
            foreach (var accumulator in near.SelectMany(at => Enumerable.Range(-Around, 2 * Around + 1).Select(by => at + by)).Where(at => at >= reach.Least && at <= reach.Greatest))
                Assert.Equal(Output(factor, accumulator), Output(FlatChannel.Factor, accumulator + move));
        }

        Assert.InRange(constant, 2000, 20_000);
        Assert.InRange(stepping, 500, 20_000);
    }

    [Theory]
    [InlineData(-20, 0, 100_000_000)]
    [InlineData(-24, 1 << 29, (1 << 29) + (1 << 25))]
    public void Channels_of_more_values_keep_their_factor(int shift, long least, long greatest) =>
        Assert.Null(FlatChannel.Move(new AccumulatorReach(least, greatest), new QuantizedMultiplier(1 << 30, shift), new ConvolutionArguments { OutputMin = -128, OutputMax = 127 }));

    [Fact]
    public void Accumulators_that_may_wrap_keep_their_factor() =>
        Assert.Null(FlatChannel.Move(new AccumulatorReach(int.MaxValue - 1, int.MaxValue + 1L), default, new ConvolutionArguments { OutputMin = -128, OutputMax = 127 }));

    public static TheoryData<string> Convolutions => ConvolutionRun.Names(ConvolutionKernels.All);

    public static TheoryData<string> Depthwises => ConvolutionRun.Names(DepthwiseKernels.All);

    [Theory]
    [MemberData(nameof(Convolutions))]
    public void Convolutions_with_dead_channels_give_the_bytes_they_gave(string name) => Check(ConvolutionKernels.All, name, ConvolutionKind.Ordinary);

    [Theory]
    [MemberData(nameof(Depthwises))]
    public void Depthwise_convolutions_with_dead_channels_give_the_bytes_they_gave(string name) => Check(DepthwiseKernels.All, name, ConvolutionKind.Depthwise);

    private static void Check(KernelList<ConvolutionArguments> list, string name, ConvolutionKind kind)
    {
        var kernel = list.Kernels.Single(candidate => candidate.Name == name);
        var run = 0;
        for (var seed = 0; run < 300; seed++)
        {
            Assert.True(seed < 20_000, $"{name} refuses nearly everything: {run} of {seed} cases ran");
            var random = new Random(seed);
            var test = RandomConvolution.Of(seed, kind);
            if (test.Shape.Requantization is not (Requantization.ExactRight or Requantization.ExactRightPositive))
                continue;
            var dead = WithDeadChannels(test.Operands, random);
            var replaced = dead.WithUsualFactors(test.Shape, kind == ConvolutionKind.Depthwise);
            var shape = replaced.Describe(test.Shape, kind == ConvolutionKind.Depthwise);
            if (shape.Requantization == Requantization.Exact || ConvolutionRun.Run(kernel, shape, replaced, test.Input) is not { } actual)
                continue;
            run++;
            var before = dead.Describe(test.Shape, kind == ConvolutionKind.Depthwise);
            Assert.Equal(Requantization.Exact, before.Requantization);
            Assert.True(ConvolutionRun.Run(list.Scalar, before, dead, test.Input).AsSpan().SequenceEqual(actual), $"{name}, seed {seed}: {test}");
        }
    }

    // As converters leave them: the scale of the weights is next to nothing, so the bias is a number as great as it may be.
    private static ConvolutionOperands WithDeadChannels(ConvolutionOperands operands, Random random)
    {
        var (bias, multipliers, shifts) = (operands.Bias.ToArray(), operands.Multipliers.ToArray(), operands.Shifts.ToArray());
        var one = random.Next(bias.Length);
        for (var channel = 0; channel < bias.Length; channel++)
        {
            if (channel != one && random.Next(2) == 0)
                continue;
            (multipliers[channel], shifts[channel]) = random.Next(4) == 0 ? (0, 0) : (random.Next(1 << 30, int.MaxValue), -random.Next(23, 32));
            bias[channel] = random.Next(3) == 0 ? random.Next(-(1 << 30), 1 << 30) : random.Next(2) == 0 ? (1 << 30) + random.Next(200) : -(1 << 30) - random.Next(200);
        }

        return operands with { Bias = ImmutableCollectionsMarshal.AsImmutableArray(bias), Multipliers = ImmutableCollectionsMarshal.AsImmutableArray(multipliers), Shifts = ImmutableCollectionsMarshal.AsImmutableArray(shifts) };
    }

    // Half of them about a step of the factor, where one accumulator more or less shows.
    private static AccumulatorReach Reach(Random random, QuantizedMultiplier factor)
    {
        var width = random.NextInt64(1L << random.Next(1, 24));
        var middle = random.NextInt64(int.MinValue, 1L << 31);
        if (random.Next(2) == 0 && factor.Multiplier != 0)
            middle = (long)((random.Next(-255, 256) + 0.5) / (factor.Multiplier * Math.Pow(2, factor.Shift - 31)));
        var least = Math.Clamp(middle - (long)(random.NextDouble() * width), int.MinValue, int.MaxValue - width);
        return new AccumulatorReach(least, least + width);
    }
}
