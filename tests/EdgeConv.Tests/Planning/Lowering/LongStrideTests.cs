using EdgeConv.Kernels;
using EdgeConv.Models;
using EdgeConv.Planning;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Planning.Lowering;

/// <summary>A file may ask for steps so long that a filter's lines together would have 2^32 bytes from one output to the next, of which there is but one.</summary>
public class LongStrideTests
{
    private const int Stride = 16384;

    public static TheoryData<KernelFamily, int, int> Cases
    {
        get
        {
            var cases = new TheoryData<KernelFamily, int, int>();
            foreach (var family in Enum.GetValues<KernelFamily>().Where(KernelFamilies.IsSupported))
            {
                cases.Add(family, 1, 1 << 18);
                cases.Add(family, 4, 1 << 16);
                cases.Add(family, 1 << 14, 1 << 4);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_stride_much_longer_than_the_picture_is_as_good_as_none(KernelFamily family, int rows, int channels)
    {
        var model = new OneOperator();
        var input = model.Input(new Shape(1, rows, 1, channels), Noise.SignedBytes(3, rows * channels), new(1f, 0));
        var filter = new sbyte[rows * channels];
        filter.AsSpan(0, channels).Fill(1);
        var weights = model.Constant(new Shape(1, rows, 1, channels), filter, new(1f, 0));
        var output = model.Result(ElementType.Int8, new(1f, 0));
        model.Then(new DepthwiseConv2D(new Window(Padding.Valid, 1, Stride), 1, Activation.None), [input, weights], [output]);

        var (_, values) = model.Run<sbyte>(output, new PlanOptions { Kernels = KernelFamilies.UpTo(family) });

        Assert.Equal(Noise.SignedBytes(3, rows * channels)[..channels], values);
    }
}
