using EdgeConv.Kernels;
using EdgeConv.Kernels.Convolution;
using EdgeConv.Kernels.Depthwise;
using EdgeConv.Kernels.Pooling;
using EdgeConv.Kernels.Softmax;
using EdgeConv.Planning.Lowering;

namespace EdgeConv.Tests.Kernels;

/// <summary>DS-CNN S, a keyword spotter: thirteen layers of CMSIS-NN's golden data, each fed with what the one before made.</summary>
public sealed unsafe class KeywordNetworkGoldenTests
{
    private CmsisCase _golden = null!;

    public static TheoryData<string> Cases => CmsisCase.Of("ds_cnn_s_s8");

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_keyword_network_comes_out_bit_for_bit_at_its_last_layer(string file)
    {
        _golden = CmsisCase.Load(file);
        var values = Convolve(1, _golden.Int8("input"));
        for (var block = 2; block < 10; block += 2)
            values = Convolve(block + 1, ConvolveDepthwise(block, values));

        Assert.Equal(_golden.Int8("output_ref"), Softmax(Classify(Average(values))));
    }

    private sbyte[] Convolve(int layer, sbyte[] values) =>
        Convolve(ConvolutionKernels.All, $"CONV_2D_{layer}", $"layer_{layer}_conv_2d", values, isDepthwise: false);

    private sbyte[] ConvolveDepthwise(int layer, sbyte[] values) =>
        Convolve(DepthwiseKernels.All, $"DEPTHWISE_CONV_2D_{layer}", $"layer_{layer}_depthwise_conv_2d", values, isDepthwise: true);

    private sbyte[] Convolve(KernelList<ConvolutionArguments> kernels, string name, string arrays, sbyte[] values, bool isDepthwise)
    {
        var operands = new ConvolutionOperands(
            _golden.Bytes($"{arrays}_weights"), [.. _golden.Int32($"{arrays}_bias")], [.. _golden.Int32($"{arrays}_output_mult")], [.. _golden.Int32($"{arrays}_output_shift")]);
        var geometry = Geometry(name);
        return GoldenConvolution.Outputs(kernels, GoldenConvolution.Shape(_golden, geometry, isDepthwise ? geometry.InputChannels : 1, name + "_"), operands, values, isDepthwise);
    }

    private sbyte[] Average(sbyte[] values)
    {
        const string Name = "AVERAGE_POOL_2D_10";
        using var input = new NativeArray<sbyte>(values);
        using var output = new NativeArray<sbyte>(_golden[$"{Name}_DST_SIZE"]);
        AveragePool_Scalar.Run(new PoolArguments
        {
            Geometry = Geometry(Name),
            Input = input.Pointer,
            Output = output.Pointer,
            OutputMin = _golden[$"{Name}_OUT_ACTIVATION_MIN"],
            OutputMax = _golden[$"{Name}_OUT_ACTIVATION_MAX"],
        });
        return output.Span.ToArray();
    }

    private sbyte[] Classify(sbyte[] values)
    {
        const string Name = "FULLY_CONNECTED_12";
        var outputs = _golden[$"{Name}_OUTPUT_W"];
        var operands = new ConvolutionOperands(
            _golden.Bytes("layer_12_fully_connected_weights"),
            [.. _golden.Int32("layer_12_fully_connected_bias")],
            [.. Enumerable.Repeat(_golden[$"{Name}_OUTPUT_MULTIPLIER"], outputs)],
            [.. Enumerable.Repeat(_golden[$"{Name}_OUTPUT_SHIFT"], outputs)]);
        var shape = GoldenConvolution.Shape(_golden, WindowGeometry.Rows(1, values.Length, outputs), 1, Name + "_");
        return GoldenConvolution.Outputs(ConvolutionKernels.All, shape, operands, values);
    }

    private sbyte[] Softmax(sbyte[] values)
    {
        const string Name = "SOFTMAX_13";
        using var input = new NativeArray<sbyte>(values);
        using var output = new NativeArray<sbyte>(values.Length);
        Softmax_Scalar.Run(new SoftmaxArguments
        {
            Rows = _golden[$"{Name}_NUM_ROWS"],
            Depth = _golden[$"{Name}_ROW_SIZE"],
            Input = input.Pointer,
            Output = output.Pointer,
            Multiplier = _golden[$"{Name}_MULT"],
            Shift = _golden[$"{Name}_SHIFT"],
            DiffMin = _golden[$"{Name}_DIFF_MIN"],
        });
        return output.Span.ToArray();
    }

    private WindowGeometry Geometry(string name) => new()
    {
        Batches = _golden[$"{name}_INPUT_BATCHES"],
        InputHeight = _golden[$"{name}_INPUT_H"],
        InputWidth = _golden[$"{name}_INPUT_W"],
        InputChannels = _golden[$"{name}_IN_CH"],
        OutputHeight = _golden[$"{name}_OUTPUT_H"],
        OutputWidth = _golden[$"{name}_OUTPUT_W"],
        OutputChannels = _golden[$"{name}_OUT_CH"],
        FilterHeight = _golden[$"{name}_FILTER_Y"],
        FilterWidth = _golden[$"{name}_FILTER_X"],
        StrideHeight = _golden[$"{name}_STRIDE_Y"],
        StrideWidth = _golden[$"{name}_STRIDE_X"],
        DilationHeight = _golden[$"{name}_DILATION_Y"],
        DilationWidth = _golden[$"{name}_DILATION_X"],
        PadTop = _golden[$"{name}_PAD_Y"],
        PadLeft = _golden[$"{name}_PAD_X"],
    };
}
