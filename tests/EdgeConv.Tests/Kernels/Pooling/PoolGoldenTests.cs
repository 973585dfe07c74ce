using EdgeConv.Kernels;
using EdgeConv.Kernels.Pooling;

namespace EdgeConv.Tests.Kernels.Pooling;

public unsafe class PoolGoldenTests
{
    public static TheoryData<string> AverageCases => CmsisCase.Of("avgpool_s8");

    public static TheoryData<string> MaxCases => CmsisCase.Of("max_pool_s8");

    [Theory]
    [MemberData(nameof(AverageCases))]
    public void Every_golden_average_pooling_is_reproduced_bit_for_bit(string file) => Check(file, PoolKernels.Average);

    [Theory]
    [MemberData(nameof(MaxCases))]
    public void Every_golden_maximum_pooling_is_reproduced_bit_for_bit(string file) => Check(file, PoolKernels.Max);

    private static void Check(string file, KernelList<PoolArguments> kernels)
    {
        var golden = CmsisCase.Load(file);
        var expected = golden.Int8("output");
        using var input = new NativeArray<sbyte>(golden.Int8("input_tensor"));
        using var output = new NativeArray<sbyte>(expected.Length);

        var arguments = new PoolArguments
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
        };
        foreach (var kernel in kernels.Kernels.Where(kernel => KernelFamilies.IsSupported(kernel.Family)))
        {
            using var scratch = new NativeArray<byte>(kernel.ScratchBytes(in arguments));
            var call = kernel.Bind(in arguments, scratch.Pointer, 0);
            call.Run(0, call.Units, 0);
            Assert.Equal(expected, output.Span.ToArray());
        }
    }
}
