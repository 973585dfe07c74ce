using EdgeConv.Kernels;
using EdgeConv.Kernels.Pooling;

namespace EdgeConv.Tests.Kernels.Pooling;

public unsafe class PoolGoldenTests
{
    public static TheoryData<string> AverageCases => CmsisCase.Of("avgpool_s8");

    public static TheoryData<string> MaxCases => CmsisCase.Of("max_pool_s8");

    [Theory]
    [MemberData(nameof(AverageCases))]
    public void Every_golden_average_pooling_is_reproduced_bit_for_bit(string file) => Check(file, PoolKernels.BestAverage);

    [Theory]
    [MemberData(nameof(MaxCases))]
    public void Every_golden_maximum_pooling_is_reproduced_bit_for_bit(string file) => Check(file, PoolKernels.BestMax);

    private static void Check(string file, Kernel<PoolArguments> kernel)
    {
        var golden = CmsisCase.Load(file);
        var expected = golden.Int8("output");
        using var input = new NativeArray<sbyte>(golden.Int8("input_tensor"));
        using var output = new NativeArray<sbyte>(expected.Length);

        kernel.Bind(new PoolArguments
        {
            Geometry = new WindowGeometry
            {
                Batches = golden["BATCH_SIZE"],
                InputHeight = golden["INPUT_H"],
                InputWidth = golden["INPUT_W"],
                InputChannels = golden["INPUT_C"],
                OutputHeight = golden["OUTPUT_H"],
                OutputWidth = golden["OUTPUT_W"],
                OutputChannels = golden["OUTPUT_C"],
                FilterHeight = golden["FILTER_H"],
                FilterWidth = golden["FILTER_W"],
                StrideHeight = golden["STRIDE_H"],
                StrideWidth = golden["STRIDE_W"],
                PadTop = golden["PADDING_H"],
                PadLeft = golden["PADDING_W"],
            },
            Input = input.Pointer,
            Output = output.Pointer,
            OutputMin = golden["ACTIVATION_MIN"],
            OutputMax = golden["ACTIVATION_MAX"],
        }).Run();

        Assert.Equal(expected, output.Span.ToArray());
    }
}
