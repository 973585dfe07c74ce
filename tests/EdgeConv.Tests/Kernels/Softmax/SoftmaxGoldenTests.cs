using EdgeConv.Kernels.Softmax;

namespace EdgeConv.Tests.Kernels.Softmax;

public unsafe class SoftmaxGoldenTests
{
    public static TheoryData<string> Cases => CmsisCase.Of("softmax_s8");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_golden_softmax_is_reproduced_bit_for_bit(string file)
    {
        var golden = CmsisCase.Load(file);
        var expected = golden.Int8("output_ref");

        Assert.Equal(expected, Run(golden.Int8("input"), golden["NUM_ROWS"], golden["INPUT_MULT"], golden["INPUT_LEFT_SHIFT"], golden["DIFF_MIN"]));
    }

    [Theory]
    [InlineData(512)]
    [InlineData(4096)]
    [InlineData(100000)]
    public void A_row_of_so_many_equals_that_the_reference_gives_up_comes_out_as_zeros(int depth) =>
        Assert.All(Run(new sbyte[depth], 1, 1 << 30, 20, -1984), value => Assert.Equal(-128, value));

    [Fact]
    public void A_row_of_511_equals_still_has_shares()
    {
        Assert.All(Run(new sbyte[511], 1, 1 << 30, 20, -1984), value => Assert.Equal(-127, value));
    }

    private static sbyte[] Run(sbyte[] values, int rows, int multiplier, int shift, int diffMin)
    {
        using var input = new NativeArray<sbyte>(values);
        using var output = new NativeArray<sbyte>(values.Length);
        Softmax_Scalar.Run(new SoftmaxArguments
        {
            Rows = rows,
            Depth = values.Length / rows,
            Input = input.Pointer,
            Output = output.Pointer,
            Multiplier = multiplier,
            Shift = shift,
            DiffMin = diffMin,
        });
        return output.Span.ToArray();
    }
}
