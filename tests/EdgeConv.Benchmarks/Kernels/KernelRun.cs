using System.Runtime.InteropServices;
using EdgeConv.Benchmarks.Layers;
using EdgeConv.Host.Verification;
using EdgeConv.Kernels;
using EdgeConv.Kernels.Convolution;
using EdgeConv.Kernels.Depthwise;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Benchmarks.Kernels;

/// <summary>One kernel on one layer, on pseudo-random operands in memory of its own.</summary>
internal sealed unsafe class KernelRun : IDisposable
{
    // A multiplier of a half and a shift that bring the sum of n products of bytes, which spreads about 5,400 sqrt(n), into eight bits.
    private const int Half = 1 << 30;
    private const double ProductSpread = 5400;
    private const double OutputSpread = 60;

    private readonly List<AlignedMemory> _blocks = [];
    private readonly AlignedMemory _output;
    private readonly KernelCall _call;

    /// <summary>Packs the operands.</summary>
    public KernelRun(LayerShape layer, Kernel<ConvolutionArguments> kernel)
    {
        Name = kernel.Name;
        var shape = LayerKernels.Shape(layer);
        var taps = layer.FilterHeight * layer.FilterWidth * (layer.IsDepthwise ? 1 : layer.Channels);
        var weights = MemoryMarshal.Cast<byte, sbyte>(Bytes(taps * layer.OutputChannels, 1).AsSpan());
        weights.Replace(sbyte.MinValue, (sbyte)-sbyte.MaxValue);
        var (bias, multipliers, shifts) = (new int[layer.OutputChannels], new int[layer.OutputChannels], new int[layer.OutputChannels]);
        Array.Fill(multipliers, Half);
        Array.Fill(shifts, 1 - (int)Math.Round(Math.Log2(ProductSpread * Math.Sqrt(taps) / OutputSpread)));

        shape.Input = (sbyte*)Copy<byte>(Bytes(layer.Height * layer.Width * layer.Channels, 2));
        shape.Weights = Copy<sbyte>(weights);
        shape.Bias = Copy<int>(bias);
        shape.Multipliers = Copy<int>(multipliers);
        shape.Shifts = Copy<int>(shifts);
        var padding = new sbyte[layer.Width * layer.Channels];
        Array.Fill(padding, (sbyte)shape.InputZeroPoint);
        shape.Padding = Copy<sbyte>(padding);
        if (kernel.Layout is { } layout)
            shape.Packed = Copy<byte>(layer.IsDepthwise ? DepthwisePacking.Pack(layout, in shape, weights, bias, multipliers, shifts) : ConvolutionPacking.Pack(layout, in shape, weights, bias, multipliers, shifts));
        _output = new AlignedMemory(layer.OutputHeight * layer.OutputWidth * layer.OutputChannels);
        _blocks.Add(_output);
        shape.Output = (sbyte*)_output.Start;
        var scratch = new AlignedMemory(kernel.ScratchBytes(in shape));
        _blocks.Add(scratch);
        _call = kernel.Bind(in shape, scratch.Start, scratch.Length);
    }

    /// <summary>The kernel.</summary>
    public string Name { get; }

    /// <summary>What it computed.</summary>
    public ReadOnlySpan<sbyte> Output => new(_output.Start, (int)_output.Length);

    /// <summary>Computes the whole layer.</summary>
    public void Run() => _call.Run(0, _call.Units, 0);

    /// <inheritdoc/>
    public void Dispose() => _blocks.ForEach(block => block.Dispose());

    private static byte[] Bytes(int count, ulong seed) => BuiltInInput.For(new ModelTensor(0, "", ElementType.Int8, new Shape(count), null, null), seed);

    private T* Copy<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var block = new AlignedMemory((long)values.Length * sizeof(T));
        _blocks.Add(block);
        values.CopyTo(new Span<T>(block.Start, values.Length));
        return (T*)block.Start;
    }
}
