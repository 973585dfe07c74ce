using EdgeConv.Formats.TfLite;
using EdgeConv.Kernels;
using EdgeConv.Planning;

namespace EdgeConv.Tests.Planning;

public class KernelChoiceTests
{
    public static TheoryData<string> Networks =>
    [
        "mlperf_vww_96_int8.tflite",
        "mlperf_pretrainedResnet_quant.tflite",
        "made_mobilenet_v1_1.0_224_int8pc.tflite",
        "coral_tf2_mobilenet_v2_1.0_224_ptq.tflite",
        "coral_mobilenet_v1_0.75_192_quant.tflite",
        "coral_mobilenet_v2_1.0_224_quant.tflite",
    ];

    [Theory]
    [MemberData(nameof(Networks))]
    public void No_scalar_kernel_computes_where_the_machine_has_better(string file)
    {
        Assert.SkipUnless(KernelFamilies.IsSupported(KernelFamily.Avx2) || KernelFamilies.IsSupported(KernelFamily.Neon), "this machine has scalar kernels only");
        using var plan = Planner.Plan(TfLiteReader.Load(SharedFiles.Require("models", file)), new PlanOptions { Kernels = KernelFamilies.Any });
        Assert.DoesNotContain(plan.Steps, step => step.Family == KernelFamily.Scalar);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Scalar_kernels_alone_run_where_they_are_asked_for(string file)
    {
        using var plan = Planner.Plan(TfLiteReader.Load(SharedFiles.Require("models", file)), new PlanOptions { Kernels = KernelFamilies.UpTo(KernelFamily.Scalar) });
        Assert.All(plan.Steps, step => Assert.Equal(KernelFamily.Scalar, step.Family));
    }
}
