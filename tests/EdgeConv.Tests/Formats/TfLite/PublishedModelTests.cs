using EdgeConv.Formats.TfLite;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Formats.TfLite;

public class PublishedModelTests
{
    [Theory]
    [InlineData("atu_Mobilenet_v3_small_quant", "CONV_2D x43, MUL x19, HARD_SWISH x19, DEPTHWISE_CONV_2D x11, MEAN x9, ADD x6, AVERAGE_POOL_2D x2, QUANTIZE x1, SUB x1, RESHAPE x1, DEQUANTIZE x1")]
    [InlineData("coral_deeplabv3_mnv2_dm05_pascal_quant", "CONV_2D x38, DEPTHWISE_CONV_2D x17, ADD x10, RESIZE_BILINEAR x3, AVERAGE_POOL_2D x1, QUANTIZE x1, CONCATENATION x1, ARG_MAX x1")]
    [InlineData("coral_mobilenet_v1_0.25_128_quant", "CONV_2D x15, DEPTHWISE_CONV_2D x13, AVERAGE_POOL_2D x1, RESHAPE x1, SOFTMAX x1")]
    [InlineData("coral_mobilenet_v1_1.0_224_quant_embedding_extractor", "CONV_2D x14, DEPTHWISE_CONV_2D x13, AVERAGE_POOL_2D x1")]
    [InlineData("coral_mobilenet_v2_1.0_224_quant", "CONV_2D x36, DEPTHWISE_CONV_2D x17, ADD x10, AVERAGE_POOL_2D x1, RESHAPE x1, SOFTMAX x1")]
    [InlineData("coral_split_concat", "CONCATENATION x2, SPLIT x1")]
    [InlineData("coral_tf2_mobilenet_v2_1.0_224_ptq", "CONV_2D x36, DEPTHWISE_CONV_2D x17, ADD x10, QUANTIZE x2, MEAN x1, RESHAPE x1, SOFTMAX x1")]
    [InlineData("mlperf_ad01_int8", "FULLY_CONNECTED x10")]
    [InlineData("mlperf_kws_ref_model", "CONV_2D x5, DEPTHWISE_CONV_2D x4, AVERAGE_POOL_2D x1, RESHAPE x1, FULLY_CONNECTED x1, SOFTMAX x1")]
    [InlineData("mlperf_kws_ref_model_float32", "CONV_2D x5, DEPTHWISE_CONV_2D x4, AVERAGE_POOL_2D x1, RESHAPE x1, FULLY_CONNECTED x1, SOFTMAX x1")]
    [InlineData("mlperf_pretrainedResnet_quant", "CONV_2D x9, ADD x3, AVERAGE_POOL_2D x1, RESHAPE x1, FULLY_CONNECTED x1, SOFTMAX x1")]
    [InlineData("mlperf_vww_96_float", "CONV_2D x14, DEPTHWISE_CONV_2D x13, AVERAGE_POOL_2D x1, RESHAPE x1, FULLY_CONNECTED x1, SOFTMAX x1")]
    [InlineData("tflm_person_detect", "DEPTHWISE_CONV_2D x14, CONV_2D x14, AVERAGE_POOL_2D x1, RESHAPE x1, SOFTMAX x1")]
    public void A_published_model_has_the_operators_its_makers_list(string name, string expected)
    {
        var model = TfLiteReader.Load(SharedFiles.Require("models", name + ".tflite"));

        var counts = model.Operators.GroupBy(operation => operation.Name).Select(group => $"{group.Key} x{group.Count()}");
        Assert.Equal(expected.Split(", ").Order(), counts.Order());
    }

    [Fact]
    public void Every_published_model_loads_but_the_one_made_to_fail()
    {
        var files = Directory.GetFiles(SharedFiles.Require("models"), "*.tflite");

        Assert.All(files.Where(file => !file.Contains("invalid", StringComparison.Ordinal)), file => Assert.NotEmpty(TfLiteReader.Load(file).Operators));
    }

    [Fact]
    public void The_model_made_to_fail_is_refused_for_its_custom_operator()
    {
        var exception = Assert.Throws<UnsupportedOperatorException>(() => TfLiteReader.Load(SharedFiles.Require("models", "coral_invalid_model_invoking_error.tflite")));

        Assert.Equal("operators[0] fake-op-double: custom operators are not supported", exception.Message);
    }

    [Fact]
    public void Mobilenet_v2_has_the_published_input_and_output()
    {
        var model = TfLiteReader.Load(SharedFiles.Require("models", "coral_tf2_mobilenet_v2_1.0_224_ptq.tflite"));

        var input = Assert.Single(model.InputTensors);
        var output = Assert.Single(model.OutputTensors);
        Assert.Equal((ElementType.UInt8, new Shape(1, 224, 224, 3)), (input.Type, input.Shape));
        Assert.Equal(0.00784314f, input.Quantization!.Scale, 1e-7f);
        Assert.Equal(127, input.Quantization.ZeroPoint);
        Assert.Equal((ElementType.UInt8, new Shape(1, 1001)), (output.Type, output.Shape));
        Assert.Equal(new QuantizationParameters(1f / 256, 0), output.Quantization);
    }

    [Fact]
    public void The_wrong_channel_axes_of_person_detect_are_corrected()
    {
        var model = TfLiteReader.Load(SharedFiles.Require("models", "tflm_person_detect.tflite"));

        foreach (var operation in model.Operators)
        {
            if (operation is not (Conv2D or DepthwiseConv2D))
                continue;
            var weights = model.Tensors[operation.Inputs[1]];
            var axis = operation is DepthwiseConv2D ? 3 : 0;
            Assert.Equal(axis, weights.Quantization!.Axis);
            Assert.Equal(weights.Shape[axis], weights.Quantization.Scales.Length);
            Assert.Equal(0, model.Tensors[operation.Inputs[2]].Quantization!.Axis);
        }
    }
}
