using EdgeConv.Kernels;

namespace EdgeConv.Tests.Kernels;

/// <summary>The property that every kernel of a convolution list has: the scalar kernel's bytes, whatever the shape and however the work is divided.</summary>
internal static class KernelProperty
{
    private const int Cases = 2000;

    /// <summary>Runs random cases until enough were not refused; a failure names the seed of the smallest failing case.</summary>
    public static void Check(KernelList<ConvolutionArguments> list, string name, ConvolutionKind kind)
    {
        var kernel = list.Kernels.Single(candidate => candidate.Name == name);
        var run = 0;
        (int Size, string Message)? smallest = null;
        for (var seed = 0; run < Cases; seed++)
        {
            Assert.True(seed < 30 * Cases, $"{name} refuses nearly everything: {run} of {seed} cases ran");
            var test = RandomConvolution.Of(seed, kind);
            if (ConvolutionRun.Run(kernel, test.Shape, test.Operands, test.Input, 1 + seed % 3, isTabled: seed % 4 > 0) is not { } actual)
                continue;
            run++;
            var expected = ConvolutionRun.Run(list.Scalar, test.Shape, test.Operands, test.Input)!;
            var at = expected.AsSpan().CommonPrefixLength(actual);
            var size = test.Input.Length + expected.Length;
            if (at < expected.Length && (smallest is null || size < smallest.Value.Size))
                smallest = (size, $"{name}, seed {seed}: output {at} of {expected.Length} is {actual[at]}, not {expected[at]}; {test}");
        }

        Assert.True(smallest is null, smallest?.Message);
    }
}
