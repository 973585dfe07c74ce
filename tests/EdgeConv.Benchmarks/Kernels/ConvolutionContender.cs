using System.Runtime.InteropServices;
using EdgeConv.Benchmarks.Races;
using EdgeConv.Kernels;
using EdgeConv.Kernels.Convolution;
using EdgeConv.Kernels.Depthwise;
using EdgeConv.Planning.Lowering;
using EdgeConv.Tensors;

namespace EdgeConv.Benchmarks.Kernels;

/// <summary>The kernel that a plan chooses for a convolution, alone, in memory of its own and on one thread.</summary>
internal sealed unsafe class ConvolutionContender : INetworkContender
{
    private readonly List<AlignedMemory> _blocks = [];
    private readonly AlignedMemory _input;
    private readonly AlignedMemory _output;
    private readonly KernelCall _call;

    /// <summary>Packs the operands.</summary>
    public ConvolutionContender(ConvolutionCase one)
    {
        var (shape, operands, isDepthwise) = (one.Shape, one.Operands, one.Layer.IsDepthwise);
        var kernel = (isDepthwise ? DepthwiseKernels.All : ConvolutionKernels.All).Choose(in shape, KernelFamilies.Any).Kernel;
        Name = kernel.Name;
        _input = Copy<byte>(one.Input);
        shape.Input = (sbyte*)_input.Start;
        shape.Weights = (sbyte*)Copy(operands.Weights).Start;
        shape.Bias = (int*)Copy(operands.Bias.AsSpan()).Start;
        shape.Multipliers = (int*)Copy(operands.Multipliers.AsSpan()).Start;
        shape.Shifts = (int*)Copy(operands.Shifts.AsSpan()).Start;
        var padding = Take(ConvolutionStep.PaddingBytes(in shape));
        ConvolutionStep.FillPadding(in shape, new Span<byte>(padding.Start, ConvolutionStep.PaddingBytes(in shape)));
        shape.Padding = (sbyte*)padding.Start;
        if (kernel.Layout is { } layout)
        {
            OperandPacking packing = isDepthwise ? DepthwisePacking.Instance : ConvolutionPacking.Instance;
            var packed = Take(packing.Bytes(layout, in shape));
            packing.Pack(layout, in shape, operands.Weights, operands.Bias.AsSpan(), operands.Multipliers.AsSpan(), operands.Shifts.AsSpan(), new Span<byte>(packed.Start, (int)packed.Length));
            shape.Packed = packed.Start;
        }

        _output = Take((long)one.Layer.OutputHeight * one.Layer.OutputWidth * one.Layer.OutputChannels);
        shape.Output = (sbyte*)_output.Start;
        if (kernel.TableBytes(in shape) is > 0 and var tableBytes)
            shape.Windows = (sbyte**)Take(tableBytes).Start;
        var scratch = Take(kernel.ScratchBytes(in shape));
        _call = kernel.Bind(in shape, scratch.Start, scratch.Length);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public Span<byte> Input => new(_input.Start, (int)_input.Length);

    /// <inheritdoc/>
    public ElementType OutputType => ElementType.Int8;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Output => new(_output.Start, (int)_output.Length);

    /// <inheritdoc/>
    public void Run() => _call.Run(0, _call.Units, 0);

    /// <inheritdoc/>
    public void Dispose() => _blocks.ForEach(block => block.Dispose());

    private AlignedMemory Take(long bytes)
    {
        var block = new AlignedMemory(bytes);
        _blocks.Add(block);
        return block;
    }

    private AlignedMemory Copy<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var block = Take((long)values.Length * sizeof(T));
        MemoryMarshal.AsBytes(values).CopyTo(new Span<byte>(block.Start, (int)block.Length));
        return block;
    }
}
