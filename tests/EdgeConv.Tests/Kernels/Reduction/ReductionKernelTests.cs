using EdgeConv.Kernels.Reduction;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Kernels.Reduction;

public class ReductionKernelTests
{
    public static TheoryData<string> Kernels => ListProperty.Names(ReductionKernels.All);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_kernel_equals_the_scalar_one(string name) => ListProperty.Check(ReductionKernels.All, name, Draw);

    private static unsafe Func<nint, ReductionArguments> Draw(Random random, CaseMemory memory, out int bytes)
    {
        // Any subset of the dimensions may be reduced; dimensions of either kind keep their order.
        var extents = new[] { random.Next(1, 4), random.Next(1, 5), random.Next(1, 8), random.Next(1, 70) };
        var box = default(ReductionBox);
        for (var axis = 0; axis < Shape.MaxRank; axis++)
            box.KeptExtents[axis] = box.ReducedExtents[axis] = 1;
        var (kept, reduced, stride) = (Shape.MaxRank, Shape.MaxRank, 1);
        bytes = 1;
        for (var axis = 3; axis >= 0; axis--)
        {
            if (random.Next(3) > 0 == (axis is 1 or 2))
            {
                box.ReducedExtents[--reduced] = extents[axis];
                box.ReducedStrides[reduced] = stride;
            }
            else
            {
                box.KeptExtents[--kept] = extents[axis];
                box.KeptStrides[kept] = stride;
                bytes *= extents[axis];
            }

            stride *= extents[axis];
        }

        var arguments = new ReductionArguments
        {
            Box = box,
            Input = memory.Values(random, stride),
            InputZeroPoint = random.Next(-128, 128),
            OutputZeroPoint = random.Next(-128, 128),
            Multiplier = random.Next(1 << 30, int.MaxValue),
            Shift = random.Next(4) == 0 ? random.Next(1, 24) : -random.Next(0, 10),
        };
        return output => arguments with { Output = (sbyte*)output };
    }
}
