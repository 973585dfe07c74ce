using EdgeConv.Formats.TfLite;
using EdgeConv.Models;

namespace EdgeConv.Tests.Formats.TfLite;

public class BrokenModelTests
{
    [Fact]
    public void The_model_the_others_are_broken_from_is_sound() => Assert.Single(TfLiteReader.Read(new RawModel().Write()).Operators);

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_broken_model_is_refused_with_a_message_that_says_what_and_where(string model, string message)
    {
        var exception = Record.Exception(() => { TfLiteReader.Read(BrokenModels.All[model]()); });

        Assert.Equal(message, exception?.Message);
        Assert.True(exception is ModelFormatException or UnsupportedOperatorException, exception!.GetType().Name);
    }

    [Fact]
    public void Every_broken_model_has_its_message() => Assert.Equal(BrokenModels.All.Keys.Order(), Messages().Select(row => row.Data.Item1).Order());

    public static TheoryData<string, string> Messages() => new()
    {
        { "nothing at all", "header: 0 bytes are too few to be a TensorFlow Lite model (file offset 0)" },
        { "another format", "header: the identifier is \"ONNX\", not \"TFL3\": this is not a TensorFlow Lite model (file offset 4)" },
        { "binary identifier", "header: the identifier is 0x04030201, not \"TFL3\": this is not a TensorFlow Lite model (file offset 4)" },
        { "root outside the file", "header: a reference of 1048576 bytes leads nowhere (file offset 0)" },
        { "vtable outside the file", "root: its vtable lies outside the file (at 2147483672) (file offset 24)" },
        { "vtable of odd size", "root: a vtable of 15 bytes is impossible (file offset 24)" },
        { "schema version 2", "version: schema version 2; only version 3 is known (file offset 28)" },
        { "no subgraph", "subgraphs: the model has no subgraph (file offset 36)" },
        { "no input", "subgraphs[0].inputs: the model has no input (file offset 100)" },
        { "no output", "subgraphs[0].outputs: the model has no output (file offset 100)" },
        { "input twice", "subgraphs[0].inputs[1]: tensor 0 is listed twice (file offset 512)" },
        { "constant input", "subgraphs[0].inputs[0]: tensor 1 is a constant; a model input has no data (file offset 508)" },
        { "input of no tensor", "subgraphs[0].inputs[0]: tensor 4 does not exist (there are 4) (file offset 508)" },
        { "output nobody writes", "subgraphs[0].outputs[0]: no operator writes tensor 0 (file offset 516)" },
        { "buffer 0 has data", "buffers[0]: buffer 0 must be empty: tensors without data refer to it (file offset 616)" },
        { "buffer behind the file", "buffers[1].offset: 100000 lies outside the file (736 bytes) (file offset 684)" },
        { "buffer over the end", "buffers[1].size: 18446744073709551615 bytes from 64 reach past the end of the file (736 bytes) (file offset 692)" },
        { "tensor type 99", "subgraphs[0].tensors[0].type: there is no tensor type 99 (file offset 169)" },
        { "tensor of strings", "subgraphs[0].inputs[0]: tensor 0 is string, which is not supported (file offset 508)" },
        { "weights of 4 bits", "operators[0] CONV_2D: inputs[1]: tensor 1 is int4, which is not supported" },
        { "variable tensor", "subgraphs[0].tensors[0].is_variable: variable tensors are not supported (file offset 169)" },
        { "sparse tensor", "subgraphs[0].tensors[1].sparsity: sparse tensors are not supported (file offset 276)" },
        { "constant elsewhere", "subgraphs[0].tensors[1].external_buffer: constants kept in another file are not supported (file offset 284)" },
        { "negative extent", "subgraphs[0].tensors[0].shape[1]: -4 is no extent (file offset 248)" },
        { "too many elements", "subgraphs[0].tensors[0].shape: [65536, 65536, 65536, 65536] has more than 268435455 elements (file offset 244)" },
        { "nine dimensions", "subgraphs[0].tensors[0].shape: 9 dimensions; at most 8 are supported (file offset 244)" },
        { "no such buffer", "subgraphs[0].tensors[1].buffer: buffer 3 does not exist (there are 3) (file offset 272)" },
        { "weights too short", "subgraphs[0].tensors[1].buffer: buffer 1 has 5 bytes; 3x1x1x2 of int8 takes 6 (file offset 264)" },
        { "scale of 0", "subgraphs[0].tensors[0].quantization.scale[0]: 0 is no scale: it must be finite and greater than 0 (file offset 264)" },
        { "scale not a number", "subgraphs[0].tensors[1].quantization.scale[1]: NaN is no scale: it must be finite and greater than 0 (file offset 396)" },
        { "zero point out of range", "subgraphs[0].tensors[0].quantization.zero_point[0]: 128 is outside the range of int8 (-128 to 127) (file offset 280)" },
        { "zero points too few", "subgraphs[0].tensors[1].quantization.zero_point: 1 zero points for 3 scales (file offset 416)" },
        { "custom quantization", "subgraphs[0].tensors[0].quantization.details_type: custom quantization (kind 1) is not supported (file offset 268)" },
        { "scales for no axis", "subgraphs[0].tensors[0].quantization.quantized_dimension: tensor 0 of 1x4x4x2 has no dimension 4 (file offset 272)" },
        { "scales for another axis", "subgraphs[0].tensors[0].quantization.quantized_dimension: 2 scales for the 4 channels of dimension 1 of tensor 0 (file offset 272)" },
        { "two scales for three channels", "subgraphs[0].operators[0].inputs[1]: tensor 1 has 2 scales for 3 output channels (file offset 604)" },
        { "no such code", "subgraphs[0].operators[0].opcode_index: operator code 1 does not exist (there are 1) (file offset 560)" },
        { "version 0", "operator_codes[0].version: 0 is no version (file offset 76)" },
        { "version of the future", "operators[0] CONV_2D version 9: the highest supported version is 8" },
        { "custom operator", "operators[0] TFLite_Detection_PostProcess: custom operators are not supported" },
        { "operator not supported", "operators[0] IF: the operator is not supported" },
        { "operator unknown", "operators[0] builtin operator 9999: the operator is not supported" },
        { "one input", "subgraphs[0].operators[0].inputs: input count 1; CONV_2D takes 2 to 3 (file offset 620)" },
        { "two outputs", "subgraphs[0].operators[0].outputs: output count 2; CONV_2D makes 1 (file offset 620)" },
        { "input out of range", "subgraphs[0].operators[0].inputs[1]: tensor 99 does not exist (there are 4) (file offset 624)" },
        { "weights left out", "subgraphs[0].operators[0].inputs[1]: tensor -1 does not exist (there are 4) (file offset 624)" },
        { "reads its own output", "subgraphs[0].operators[0].inputs[0]: tensor 3 is read before any operator writes it (file offset 620)" },
        { "writes a constant", "subgraphs[0].operators[0].outputs[0]: tensor 1 is a constant; no operator may write it (file offset 620)" },
        { "writes the input", "subgraphs[0].operators[0].outputs[0]: tensor 0 is a model input; no operator may write it (file offset 620)" },
        { "writes twice", "subgraphs[0].operators[1].outputs[0]: tensor 3 has been written by an earlier output; no operator may write it (file offset 672)" },
        { "options of a pool", "subgraphs[0].operators[0].builtin_options_type: options of kind 5 do not belong to CONV_2D (kind 1) (file offset 561)" },
        { "options left out", "subgraphs[0].operators[0].builtin_options.stride_h: 0 is not between 1 and 32767 (file offset 540)" },
        { "padding 2", "subgraphs[0].operators[0].builtin_options.padding: 2 is not between 0 and 1 (file offset 612)" },
        { "activation 6", "subgraphs[0].operators[0].builtin_options.fused_activation_function: 6 is not between 0 and 5 (file offset 612)" },
        { "activation TANH", "operators[0] CONV_2D: the fused activation TANH is not supported" },
        { "stride 0", "subgraphs[0].operators[0].builtin_options.stride_h: 0 is not between 1 and 32767 (file offset 612)" },
        { "dilation too large", "subgraphs[0].operators[0].builtin_options.dilation_w_factor: 32768 is not between 1 and 32767 (file offset 616)" },
        { "sums of 16 bits", "operators[0] CONV_2D: sums of type int16 are not supported" },
        { "weights of three dimensions", "subgraphs[0].operators[0].inputs[1]: the weights tensor 1 is 3x1x2; 4 dimensions are needed (file offset 588)" },
        { "weights for other channels", "subgraphs[0].operators[0].inputs[1]: weights 3x1x1x2 do not divide the 3 channels of the input 1x4x4x3 (file offset 588)" },
        { "bias too short", "subgraphs[0].operators[0].inputs[2]: the bias tensor 2 has 2 values for 3 output channels (file offset 584)" },
        { "bias of bytes", "subgraphs[0].operators[0].inputs[2]: a bias of type int8 is not known (tensor 2) (file offset 576)" },
        { "sum too deep", "operators[0] CONV_2D: 65536 products in one sum can overflow 32 bits; fewer than 65536 are supported" },
        { "metadata of another kind", "TFLITE_METADATA.header: the identifier is 0x00000000, not \"M001\": this is not TensorFlow Lite metadata (file offset 740)" },
        { "metadata nowhere", "metadata[0].buffer: buffer 9 does not exist (there are 3) (file offset 740)" },
        { "tables that overlap", "file: its tables overlap: reading them takes more than 8 times the file's length" },
    };
}
