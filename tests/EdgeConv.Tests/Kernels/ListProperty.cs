using EdgeConv.Kernels;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Kernels;

/// <summary>Every kernel of a list against the scalar one, byte for byte, on arguments drawn at random and however the work is divided.</summary>
internal static unsafe class ListProperty
{
    private const int Cases = 2000;
    private const int Guard = 256;
    private const byte Canary = 77;

    /// <summary>Draws arguments that write to the given output.</summary>
    /// <param name="random">The source of chance.</param>
    /// <param name="memory">Takes native memory that lives for the case.</param>
    /// <param name="outputBytes">How many bytes a kernel writes.</param>
    public delegate Func<nint, TArguments> Draw<TArguments>(Random random, CaseMemory memory, out int outputBytes)
        where TArguments : unmanaged;

    /// <summary>The kernels of a list that can run here, by name.</summary>
    public static TheoryData<string> Names<TArguments>(KernelList<TArguments> list)
        where TArguments : unmanaged => [.. list.Kernels.Where(kernel => KernelFamilies.IsSupported(kernel.Family)).Select(kernel => kernel.Name)];

    /// <summary>Runs random cases until enough were not refused; a failure names the seed.</summary>
    public static void Check<TArguments>(KernelList<TArguments> list, string name, Draw<TArguments> draw)
        where TArguments : unmanaged
    {
        var kernel = list.Kernels.First(candidate => candidate.Name == name && KernelFamilies.IsSupported(candidate.Family));
        var run = 0;
        for (var seed = 0; run < Cases; seed++)
        {
            Assert.True(seed < 20 * Cases, $"{name} refuses nearly everything: {run} of {seed} cases ran");
            using var memory = new CaseMemory();
            var arguments = draw(new Random(seed), memory, out var bytes);
            if (kernel.WhyNot(arguments(0)) is not null)
                continue;
            run++;
            var expected = Run(list.Scalar, arguments, bytes, 1);
            var actual = Run(kernel, arguments, bytes, 1 + seed % 3);
            var at = expected.AsSpan().CommonPrefixLength(actual);
            Assert.True(at == expected.Length, $"{name}, seed {seed}: byte {at} of {bytes} is {(at < bytes ? (sbyte)actual[at] : 0)}, not {(at < bytes ? (sbyte)expected[at] : 0)}, or it wrote past its output");
        }
    }

    private static byte[] Run<TArguments>(Kernel<TArguments> kernel, Func<nint, TArguments> arguments, int bytes, int parts)
        where TArguments : unmanaged
    {
        using var output = new NativeArray<byte>(bytes + Guard);
        output.Span.Fill(Canary);
        var placed = arguments((nint)output.Pointer);
        using var scratch = new NativeArray<byte>(kernel.ScratchBytes(in placed));
        // Other threads' memory may lie there.
        var behind = new Span<byte>(scratch.Pointer + scratch.Length, AlignedMemory.Slack);
        behind.Fill(Canary);
        var call = kernel.Bind(in placed, scratch.Pointer, 0);
        for (var part = parts - 1; part >= 0; part--)
            call.Run(part * call.Units / parts, (part + 1) * call.Units / parts, 0);
        Assert.True(behind.IndexOfAnyExcept(Canary) < 0, $"{kernel.Name} wrote past its own memory");
        return output.Span.ToArray();
    }
}
