using EdgeConv.Kernels;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Planning.Lowering;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Kernels;

/// <summary>Two operands drawn at random that broadcast.</summary>
internal sealed record RandomBroadcast(Shape Left, Shape Right, Shape Output)
{
    /// <summary>How they meet.</summary>
    public BroadcastGeometry Geometry => Broadcasting.Geometry(Left, Right, Output);

    /// <summary>Shapes of the same rank, now and then with an extent of 1 on one side.</summary>
    public static RandomBroadcast Of(Random random)
    {
        var rank = random.Next(1, 5);
        var (left, right, output) = (new int[rank], new int[rank], new int[rank]);
        for (var axis = 0; axis < rank; axis++)
        {
            output[axis] = random.Next(6) == 0 ? random.Next(1, 60) : random.Next(1, 7);
            left[axis] = random.Next(5) == 0 ? 1 : output[axis];
            right[axis] = left[axis] == output[axis] && random.Next(4) == 0 ? 1 : output[axis];
        }

        return new RandomBroadcast(new Shape(left), new Shape(right), new Shape(output));
    }

    /// <summary>A factor below 1.</summary>
    public static QuantizedMultiplier BelowOne(Random random) => new(random.Next(1 << 30, int.MaxValue), -random.Next(0, 26));
}
