using System.Numerics;
using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Reduction;
using EdgeConv.Models;
using EdgeConv.Planning.Shapes;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Lowering;

/// <summary>MEAN and SUM on int8, uint8 and float32, over any dimensions.</summary>
internal static unsafe class ReductionLowering
{
    /// <summary>Adds the step of one reduction.</summary>
    public static void Lower(Reduce op, PlanBuilder plan)
    {
        var input = plan.Tensor(op.Inputs[0]);
        var output = plan.Tensor(op.Outputs[0]);
        var reduced = ReductionShapes.ReducedAxes(new ShapeContext(op, plan.Model.Tensors));
        var count = reduced.Aggregate(1, (product, axis) => product * input.Shape[axis]);
        var box = Box(input.Shape, reduced);
        var (from, to) = (plan.SlotOf(input.Index), plan.SlotOf(output.Index));

        if (input.Type == ElementType.Float32 && output.Type == ElementType.Float32)
        {
            plan.AddStep(op, ReductionKernels.BestFloat, [from], [to], 0, at => new ReductionFloatArguments
            {
                Box = box,
                Input = at.Of<float>(from),
                Output = at.Of<float>(to),
                Divisor = op.Kind == ReduceKind.Mean ? count : 1,
            });
            return;
        }

        OperandTypes.RequireQuantized8(op, input, output);
        var factor = QuantizedActivation.Multiplier(op, (double)input.RequiredQuantization().Scale / output.RequiredQuantization().Scale);
        if (op.Kind == ReduceKind.Mean)
            factor = DividedBy(factor, count);
        plan.AddStep(op, ReductionKernels.Best, [from], [to], 0, at => new ReductionArguments
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
        var box = default(ReductionBox);
        for (var axis = 0; axis < Shape.MaxRank; axis++)
            box.KeptExtents[axis] = box.ReducedExtents[axis] = 1;
        var (kept, gathered) = (Shape.MaxRank, Shape.MaxRank);
        for (var axis = input.Rank - 1; axis >= 0; axis--)
        {
            var stride = input.Product(axis + 1, input.Rank);
            if (reduced.Contains(axis))
            {
                box.ReducedExtents[--gathered] = input[axis];
                box.ReducedStrides[gathered] = stride;
            }
            else
            {
                box.KeptExtents[--kept] = input[axis];
                box.KeptStrides[kept] = stride;
            }
        }

        return box;
    }
}
