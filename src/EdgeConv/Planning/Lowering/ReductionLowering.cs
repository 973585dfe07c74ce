using System.Numerics;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Reduction;
using EdgeConv.Models;
using EdgeConv.Planning.Quantization;
using EdgeConv.Planning.Shapes;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Lowering;

/// <summary>MEAN and SUM on int8, uint8 and float32, over any dimensions; MEAN over windows, which differs only in which elements an output gathers.</summary>
internal static unsafe class ReductionLowering
{
    /// <summary>Adds the step of one reduction.</summary>
    public static void Lower(Reduce op, PlanBuilder plan)
    {
        var input = plan.Tensor(op.Inputs[0]);
        var output = plan.Tensor(op.Outputs[0]);
        var reduced = ReductionShapes.ReducedAxes(new ShapeContext(op, plan.Model.Tensors));
        var count = reduced.Aggregate(1, (product, axis) => product * input.Shape[axis]);
        AddStep(op, op.Kind, plan, input, output, Box(input.Shape, reduced), count);
    }

    /// <summary>Adds the step of a mean of every window.</summary>
    public static void Lower(WindowMean op, PlanBuilder plan)
    {
        var (input, output) = (plan.Tensor(op.Inputs[0]), plan.Tensor(op.Outputs[0]));
        var (row, pixel) = (input.Shape[2] * input.Shape[3], input.Shape[3]);
        var box = EmptyBox();
        Set(ref box, kept: true, [output.Shape[0], output.Shape[1], output.Shape[2], output.Shape[3]], [input.Shape[1] * row, row, pixel, 1]);
        Set(ref box, kept: false, [op.Height, op.Width], [row, pixel]);
        AddStep(op, ReduceKind.Mean, plan, input, output, box, op.Height * op.Width);
    }

    private static void AddStep(Operator op, ReduceKind kind, PlanBuilder plan, ModelTensor input, ModelTensor output, ReductionBox box, int count)
    {
        var (from, to) = (plan.SlotOf(input.Index), plan.SlotOf(output.Index));
        if (input.Type == ElementType.Float32 && output.Type == ElementType.Float32)
        {
            plan.AddStep(op, ReductionKernels.Float, [from], [to], 0, at => new ReductionFloatArguments
            {
                Box = box,
                Input = at.Of<float>(from),
                Output = at.Of<float>(to),
                Divisor = kind == ReduceKind.Mean ? count : 1,
            });
            return;
        }

        OperandTypes.RequireQuantized8(op, input, output);
        var factor = QuantizedActivation.Multiplier(op, (double)input.RequiredQuantization().Scale / output.RequiredQuantization().Scale);
        if (kind == ReduceKind.Mean)
            factor = DividedBy(factor, count);
        plan.AddStep(op, ReductionKernels.All, [from], [to], 0, at => new ReductionArguments
        {
            Box = box,
            Input = at.Of<sbyte>(from),
            Output = at.Of<sbyte>(to),
            InputZeroPoint = input.StoredZeroPoint(),
            OutputZeroPoint = output.StoredZeroPoint(),
            Multiplier = factor.Multiplier,
            Shift = factor.Shift,
        });
    }

    /// <summary>The factor with the division of a mean in it, truncated as in QuantizedMeanOrSum (tensorflow/lite/kernels/internal/reference/reduce.h).</summary>
    private static QuantizedMultiplier DividedBy(QuantizedMultiplier factor, int count)
    {
        var shift = Math.Min(BitOperations.Log2((uint)count), 31 + factor.Shift);
        return new QuantizedMultiplier((int)(((long)factor.Multiplier << shift) / count), factor.Shift - shift);
    }

    private static ReductionBox Box(Shape input, IReadOnlySet<int> reduced)
    {
        var axes = Enumerable.Range(0, input.Rank).ToArray();
        int[] Extents(bool gathered) => [.. axes.Where(axis => reduced.Contains(axis) == gathered).Select(axis => input[axis])];
        int[] Strides(bool gathered) => [.. axes.Where(axis => reduced.Contains(axis) == gathered).Select(axis => input.Product(axis + 1, input.Rank))];
        var box = EmptyBox();
        Set(ref box, kept: true, Extents(false), Strides(false));
        Set(ref box, kept: false, Extents(true), Strides(true));
        return box;
    }

    private static ReductionBox EmptyBox()
    {
        var box = default(ReductionBox);
        for (var axis = 0; axis < Shape.MaxRank; axis++)
            box.KeptExtents[axis] = box.ReducedExtents[axis] = 1;
        return box;
    }

    /// <summary>Puts dimensions at the inner end of the kept or the reduced ones.</summary>
    private static void Set(ref ReductionBox box, bool kept, ReadOnlySpan<int> extents, ReadOnlySpan<int> strides)
    {
        for (var i = 0; i < extents.Length; i++)
        {
            var axis = Shape.MaxRank - extents.Length + i;
            (kept ? ref box.KeptExtents[axis] : ref box.ReducedExtents[axis]) = extents[i];
            (kept ? ref box.KeptStrides[axis] : ref box.ReducedStrides[axis]) = strides[i];
        }
    }
}
