using EdgeConv.Benchmarks.Kernels;
using EdgeConv.Benchmarks.Races;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Benchmarks.Peers.Xnnpack;

/// <summary>XNNPACK's int8 convolution with weights quantized per channel (QC8), on one thread.</summary>
internal sealed unsafe class XnnpackConvolution : INetworkContender
{
    private const uint DepthwiseFlag = 1;
    private const uint SamePaddingFlag = 4;

    private readonly XnnpackLibrary _xnnpack;
    private readonly AlignedMemory _input;
    private readonly AlignedMemory _output;
    private readonly void* _operator;
    private readonly delegate* unmanaged<void*, void*, int> _run;

    /// <summary>Makes the operator, which packs the operands.</summary>
    public XnnpackConvolution(XnnpackLibrary xnnpack, ConvolutionCase one)
    {
        var layer = one.Layer;
        _xnnpack = xnnpack;
        _run = (delegate* unmanaged<void*, void*, int>)xnnpack["xnn_run_operator"];
        _input = new AlignedMemory(one.Input.Length);
        one.Input.CopyTo(Input);
        _output = new AlignedMemory((long)layer.OutputHeight * layer.OutputWidth * layer.OutputChannels);
        _operator = Create(one);
        XnnpackLibrary.Check(
            ((delegate* unmanaged<void*, nuint, nuint, nuint, void*, void*, void*, int>)xnnpack["xnn_setup_convolution2d_nhwc_qc8"])(
                _operator, 1, (nuint)layer.Height, (nuint)layer.Width, _input.Start, _output.Start, null),
            $"set up {layer}");
    }

    /// <inheritdoc/>
    public string Name => "XNNPACK";

    /// <inheritdoc/>
    public Span<byte> Input => new(_input.Start, (int)_input.Length);

    /// <inheritdoc/>
    public ElementType OutputType => ElementType.Int8;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Output => new(_output.Start, (int)_output.Length);

    /// <inheritdoc/>
    public void Run() => XnnpackLibrary.Check(_run(_operator, null), "run a convolution");

    /// <inheritdoc/>
    public void Dispose()
    {
        XnnpackLibrary.Check(((delegate* unmanaged<void*, int>)_xnnpack["xnn_delete_operator"])(_operator), "delete a convolution");
        _input.Dispose();
        _output.Dispose();
    }

    // Weights are OHWI, with the depthwise flag HWO: as TensorFlow Lite has them, and we. A scale of 1 on both sides leaves the weights' scale as the multiplier.
    private void* Create(ConvolutionCase one)
    {
        var (layer, shape) = (one.Layer, one.Shape);
        var scales = new float[layer.OutputChannels];
        Array.Fill(scales, one.Scale);
        var (groups, groupInputs, groupOutputs) = layer.IsDepthwise ? (layer.Channels, 1, layer.OutputChannels / layer.Channels) : (1, layer.Channels, layer.OutputChannels);
        var flags = (layer.IsDepthwise ? DepthwiseFlag : 0) | (layer.Padding == Padding.Same ? SamePaddingFlag : 0);
        void* created;
        fixed (float* scale = scales)
        fixed (sbyte* weights = one.Operands.Weights)
        fixed (int* bias = one.Operands.Bias.AsSpan())
        {
            var create = (delegate* unmanaged<
                uint, uint, uint, uint, // padding
                uint, uint, uint, uint, uint, uint, // filter, stride, dilation
                uint, nuint, nuint, nuint, nuint, // groups, channels of a group, strides of channels
                sbyte, float, float*, sbyte*, int*, // input, weights
                sbyte, float, sbyte, sbyte, // output
                uint, void**, int>)_xnnpack["xnn_create_convolution2d_nhwc_qc8"];
            XnnpackLibrary.Check(
                create(
                    0,
                    0,
                    0,
                    0,
                    (uint)layer.FilterHeight,
                    (uint)layer.FilterWidth,
                    (uint)layer.Stride,
                    (uint)layer.Stride,
                    1,
                    1,
                    (uint)groups,
                    (nuint)groupInputs,
                    (nuint)groupOutputs,
                    (nuint)layer.Channels,
                    (nuint)layer.OutputChannels,
                    (sbyte)shape.InputZeroPoint,
                    1,
                    scale,
                    weights,
                    bias,
                    (sbyte)shape.OutputZeroPoint,
                    1,
                    (sbyte)shape.OutputMin,
                    (sbyte)shape.OutputMax,
                    flags,
                    &created),
                $"make {layer}");
        }

        return created;
    }
}
