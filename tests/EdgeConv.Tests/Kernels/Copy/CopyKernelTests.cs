using EdgeConv.Kernels.Copy;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Kernels.Copy;

public class CopyKernelTests
{
    public static TheoryData<string> Kernels => ListProperty.Names(CopyKernels.All);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_kernel_equals_the_scalar_one(string name) => ListProperty.Check(CopyKernels.All, name, Draw);

    /// <summary>Boxes inside larger tensors on both sides, dimensions perhaps transposed, backwards or repeated in the input.</summary>
    private static unsafe Func<nint, StridedCopyArguments> Draw(Random random, CaseMemory memory, out int bytes)
    {
        var rank = random.Next(1, 5);
        var box = new StridedCopyArguments { ElementSize = 1 << random.Next(4) };
        for (var axis = 0; axis < Shape.MaxRank; axis++)
            box.Extents[axis] = 1;
        var order = Enumerable.Range(Shape.MaxRank - rank, rank).ToArray();
        var (inputOrder, outputOrder) = (order.ToArray(), order.ToArray());
        if (random.Next(3) == 0)
            random.Shuffle(inputOrder);
        if (random.Next(6) == 0)
            random.Shuffle(outputOrder);
        foreach (var axis in order)
            box.Extents[axis] = random.Next(12) == 0 ? random.Next(60, 100) : random.Next(40) == 0 ? 0 : random.Next(1, 9);

        long inputStride = box.ElementSize, start = 0;
        foreach (var axis in inputOrder.Reverse())
        {
            var isBackwards = random.Next(8) == 0;
            box.InputStrides[axis] = random.Next(16) == 0 ? 0 : isBackwards ? -inputStride : inputStride;
            if (box.InputStrides[axis] < 0)
                start += (box.Extents[axis] - 1) * inputStride;
            inputStride *= box.Extents[axis] + (random.Next(4) == 0 ? random.Next(3) : 0);
        }

        long outputStride = box.ElementSize;
        foreach (var axis in outputOrder.Reverse())
        {
            box.OutputStrides[axis] = outputStride;
            outputStride *= box.Extents[axis] + (random.Next(4) == 0 ? random.Next(3) : 0);
        }

        bytes = (int)outputStride;
        box.Input = (byte*)memory.Values(random, (int)inputStride) + start;
        var arguments = box;
        return output => arguments with { Output = (byte*)output };
    }
}
