using EdgeConv.Kernels;
using EdgeConv.Models;
using EdgeConv.Planning;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Planning.Lowering;

/// <summary>Expected values: DepthwiseConv of reference/depthwiseconv_uint8.h and depthwiseconv_float.h, tflite-micro 90b983c2b3f1, over the same pseudo-random inputs.</summary>
public class DepthwiseLoweringTests
{
    private static readonly DepthwiseConv2D Dilated = new(new Window(Padding.Same, 1, 2, 1, 2), DepthMultiplier: 2, Activation.None);

    [Fact]
    public void Uint8_with_asymmetric_weights_dilation_and_a_multiplier_comes_out_as_the_reference()
    {
        var model = new OneOperator();
        var input = model.Input(new Shape(2, 5, 6, 3), Noise.Bytes(11, 180), new(0.021f, 117));
        var weights = model.Constant(new Shape(1, 3, 2, 6), Noise.Bytes(12, 36), new(0.013f, 141));
        var bias = model.Constant(new Shape(6), Noise.Integers(13, 6, 20));
        var output = model.Result(ElementType.UInt8, new(0.09f, 126));

        var (shape, values) = model.Then(Dilated, [input, weights, bias], [output]).Run<byte>(output);

        Assert.Equal(new Shape(2, 5, 3, 6), shape);
        Assert.Equal<byte>([100, 146, 115, 114, 157, 160, 123, 172, 179, 91, 130, 137], values[..12]);
        Assert.Equal(0x76362314FAEF7DF3UL, Fingerprint.Of(values));
    }

    [Fact]
    public void Float_comes_out_with_the_bits_of_the_reference()
    {
        var model = new OneOperator();
        var input = model.Input(new Shape(2, 5, 6, 3), Noise.Floats(11, 180));
        var weights = model.Constant(new Shape(1, 3, 2, 6), Noise.Floats(12, 36));
        var bias = model.Constant(new Shape(6), Noise.Floats(13, 6));
        var output = model.Result(ElementType.Float32);

        var (_, values) = model.Then(Dilated, [input, weights, bias], [output]).Run<float>(output);

        // The reference ran with a floor of -1.
        Assert.Equal([0xBF800000, 0x40553969, 0xBF800000, 0xBF800000, 0x409175FE, 0x40CEEFBB, 0xBF800000, 0x4120C27A, 0x41458D2F, 0xBF800000, 0x3F0F0DA8, 0x404EC5D8], values[..12].Select(value => BitConverter.SingleToUInt32Bits(Math.Max(value, -1))));
    }

    [Fact]
    public void Quantized_weights_beside_float_activations_count_with_their_real_values()
    {
        var model = new OneOperator();
        var input = model.Input(new Shape(1, 1, 1, 2), [10f, 100f]);
        var weights = model.Constant<sbyte>(new Shape(1, 1, 1, 2), [3, -4], new([0.5f, 0.25f], [0, 0], 3));
        var output = model.Result(ElementType.Float32);

        var (_, values) = model.Then(new DepthwiseConv2D(new Window(Padding.Valid, 1, 1), 1, Activation.None), [input, weights], [output]).Run<float>(output);

        Assert.Equal([15f, -100f], values);
    }

    [Fact]
    public void The_zero_point_of_int8_weights_is_not_looked_at()
    {
        var model = new OneOperator();
        var input = model.Input<sbyte>(new Shape(1, 1, 1, 1), [5], new(1f, 0));
        var weights = model.Constant<sbyte>(new Shape(1, 1, 1, 1), [3], new(1f, 2));
        var output = model.Result(ElementType.Int8, new(1f, 0));

        var (_, values) = model.Then(new DepthwiseConv2D(new Window(Padding.Valid, 1, 1), 1, Activation.None), [input, weights], [output]).Run<sbyte>(output);

        Assert.Equal<sbyte>([15], values);
    }

    /// <summary>Families whose kernels keep lines with their padding in a thread's memory.</summary>
    public static TheoryData<KernelFamily> ManagedFamilies =>
        [.. new[] { KernelFamily.Neon, KernelFamily.NeonDot, KernelFamily.Avx2, KernelFamily.AvxVnni }.Where(KernelFamilies.IsSupported)];

    [Theory]
    [MemberData(nameof(ManagedFamilies))]
    public void Lines_too_large_for_a_threads_memory_are_left_to_the_scalar_kernel(KernelFamily family)
    {
        var model = new OneOperator();
        var input = model.Input(new Shape(1, 2, 2, 2), new sbyte[] { 1, 2, 3, 4, 5, 6, 7, 8 }, new(1f, 0));
        var weights = model.Constant(new Shape(1, 3, 3, 2), Enumerable.Range(0, 18).Select(weight => (sbyte)(weight - 4)).ToArray(), new(1f, 0));
        var output = model.Result(ElementType.Int8, new(1f, 0));
        var farApart = new Window(Padding.Same, 1, 1, 1 << 26, 1 << 26);
        var options = new PlanOptions { Kernels = KernelFamilies.UpTo(family) };

        var (_, values) = model.Then(new DepthwiseConv2D(farApart, 1, Activation.None), [input, weights], [output]).Run<sbyte>(output, options);
        using var plan = Planner.Plan(model.ToModel(output), options);

        // Of nine taps only the one in the middle lies on the picture.
        Assert.Equal<sbyte>([4, 10, 12, 20, 20, 30, 28, 40], values);
        var step = Assert.Single(plan.Steps);
        Assert.Equal("Depthwise_Scalar", step.Kernel);
        Assert.NotEmpty(step.Refusals);
        Assert.All(step.Refusals, refusal => Assert.EndsWith("its lines with their padding would take too much memory", refusal, StringComparison.Ordinal));
    }
}
