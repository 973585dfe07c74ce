using EdgeConv.Kernels;
using EdgeConv.Kernels.Convolution;
using EdgeConv.Kernels.Depthwise;
using EdgeConv.Kernels.TransposeConvolution;
using EdgeConv.Planning.Lowering;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Kernels;

/// <summary>Runs one kernel of a list over given operands, as a plan would, and looks whether it stays inside its output.</summary>
internal static unsafe class ConvolutionRun
{
    private const sbyte Canary = 77;

    /// <summary>The kernels of a list that can run here, by name.</summary>
    public static TheoryData<string> Names(KernelList<ConvolutionArguments> list) => [.. list.Kernels.Where(kernel => KernelFamilies.IsSupported(kernel.Family)).Select(kernel => kernel.Name)];

    /// <summary>What a kernel computes, in ranges of units as several threads would do them; null when it refuses. A kernel that likes a table must do without one too.</summary>
    public static sbyte[]? Run(Kernel<ConvolutionArguments> kernel, ConvolutionArguments shape, ConvolutionOperands operands, ReadOnlySpan<sbyte> input, int parts = 1, bool isTabled = true)
    {
        if (kernel.WhyNot(in shape) is not null)
            return null;
        ref readonly var g = ref shape.Geometry;
        var count = g.Batches * g.OutputHeight * g.OutputWidth * g.OutputChannels;
        using var values = new NativeArray<sbyte>(input);
        using var weights = new NativeArray<sbyte>(operands.Weights);
        using var bias = new NativeArray<int>(operands.Bias.AsSpan());
        using var multipliers = new NativeArray<int>(operands.Multipliers.AsSpan());
        using var shifts = new NativeArray<int>(operands.Shifts.AsSpan());
        using var packed = Packed(kernel, in shape, operands);
        using var padding = new NativeArray<byte>(ConvolutionStep.PaddingBytes(in shape));
        ConvolutionStep.FillPadding(in shape, padding.Span);
        using var output = new NativeArray<sbyte>(count + 256);
        using var scratch = new NativeArray<byte>(kernel.ScratchBytes(in shape));
        using var table = new NativeArray<byte>(kernel.TableBytes(in shape));
        output.Span.Fill(Canary);
        // Other threads' memory may lie there.
        var behind = new Span<byte>(scratch.Pointer + scratch.Length, AlignedMemory.Slack);
        behind.Fill((byte)Canary);
        shape.Input = values.Pointer;
        shape.Weights = weights.Pointer;
        shape.Bias = bias.Pointer;
        shape.Multipliers = multipliers.Pointer;
        shape.Shifts = shifts.Pointer;
        shape.Packed = packed.Pointer;
        shape.Padding = (sbyte*)padding.Pointer;
        shape.Output = output.Pointer;
        shape.Windows = isTabled && table.Span.Length > 0 ? (sbyte**)table.Pointer : null;
        var call = kernel.Bind(in shape, scratch.Pointer, 0);
        for (var part = parts - 1; part >= 0; part--)
            call.Run(part * call.Units / parts, (part + 1) * call.Units / parts, 0);
        Assert.True(output.Span[count..].IndexOfAnyExcept(Canary) < 0, $"{kernel.Name} wrote past its output");
        Assert.True(behind.IndexOfAnyExcept((byte)Canary) < 0, $"{kernel.Name} wrote past its own memory");
        return output.Span[..count].ToArray();
    }

    private static NativeArray<byte> Packed(Kernel<ConvolutionArguments> kernel, in ConvolutionArguments shape, ConvolutionOperands operands)
    {
        if (kernel.Layout is not { } layout)
            return new NativeArray<byte>(0);
        var packing = PackingOf(kernel);
        var packed = new NativeArray<byte>(packing.Bytes(layout, in shape));
        packing.Pack(layout, in shape, operands.Weights, operands.Bias.AsSpan(), operands.Multipliers.AsSpan(), operands.Shifts.AsSpan(), packed.Span);
        return packed;
    }

    private static OperandPacking PackingOf(Kernel<ConvolutionArguments> kernel) =>
        DepthwiseKernels.All.Kernels.Contains(kernel) ? DepthwisePacking.Instance
        : TransposeConvolutionKernels.All.Kernels.Contains(kernel) ? TransposeConvolutionPacking.Instance
        : ConvolutionPacking.Instance;
}
