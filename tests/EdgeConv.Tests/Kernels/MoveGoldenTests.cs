using System.Globalization;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Kernels;

public class MoveGoldenTests
{
    public static TheoryData<string> Paddings => CmsisCase.Of("pad_s8");

    public static TheoryData<string> Transpositions => CmsisCase.Of("transpose_s8");

    [Theory]
    [MemberData(nameof(Paddings))]
    public void Every_golden_padding_is_reproduced_bit_for_bit(string file)
    {
        var golden = CmsisCase.Load(file);
        string[] axes = ["N", "H", "W", "C"];
        var model = new OneOperator();
        var quantization = new QuantizationParameters(1, 0);
        var input = model.Input(new Shape([.. axes.Select(axis => golden[$"INPUT_{axis}"])]), golden.Int8("input_tensor"), quantization);
        var paddings = model.Constant(new Shape(4, 2), axes.SelectMany(axis => new[] { golden[$"PRE_PAD_{axis}"], golden[$"POST_PAD_{axis}"] }).ToArray());
        var value = model.Constant(new Shape(1), [(sbyte)golden["PAD_VALUE"]], quantization);
        var output = model.Result(ElementType.Int8, quantization);
        Assert.Equal(golden.Int8("output"), model.Then(new Pad(HasValue: true), [input, paddings, value], [output]).Run<sbyte>(output).Values);
    }

    [Theory]
    [MemberData(nameof(Transpositions))]
    public void Every_golden_transposition_is_reproduced_bit_for_bit(string file)
    {
        var golden = CmsisCase.Load(file);
        var permutation = Numbers(golden.Text("PERM"));
        var model = new OneOperator();
        var input = model.Input(new Shape(Numbers(golden.Text("IN_DIM")).AsSpan(0, permutation.Length)), golden.Int8("input_tensor"));
        var axes = model.Constant(new Shape(permutation.Length), permutation);
        var output = model.Result(ElementType.Int8);
        var (shape, values) = model.Then(new Transpose(), [input, axes], [output]).Run<sbyte>(output);
        Assert.Equal(new Shape(Numbers(golden.Text("OUT_DIM")).AsSpan(0, permutation.Length)), shape);
        Assert.Equal(golden.Int8("output"), values);
    }

    // "{ 4, 3, 3, 22, }"
    private static int[] Numbers(string text) =>
        [.. text.Split(['{', '}', ',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
}
