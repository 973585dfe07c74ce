using System.Numerics;
using EdgeConv.Kernels.ArgMax;
using EdgeConv.Models;
using EdgeConv.Planning.Shapes;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Lowering;

/// <summary>ARG_MAX of int8, uint8 and float32, to int32 and int64.</summary>
internal static unsafe class ArgMaxLowering
{
    /// <summary>Adds the step of one search.</summary>
    public static void Lower(ArgMax op, PlanBuilder plan)
    {
        var input = plan.Tensor(op.Inputs[0]);
        var output = plan.Tensor(op.Outputs[0]);
        switch (input.Type, output.Type)
        {
            case (ElementType.Int8 or ElementType.UInt8, ElementType.Int32):
                AddStep<sbyte, int>(op, plan);
                break;
            case (ElementType.Int8 or ElementType.UInt8, ElementType.Int64):
                AddStep<sbyte, long>(op, plan);
                break;
            case (ElementType.Float32, ElementType.Int32):
                AddStep<float, int>(op, plan);
                break;
            case (ElementType.Float32, ElementType.Int64):
                AddStep<float, long>(op, plan);
                break;
            default:
                throw new UnsupportedOperatorException(op.Name, op.Index, $"runs from int8, uint8 or float32 to int32 or int64, not from {input.Type.Name()} to {output.Type.Name()}");
        }
    }

    private static void AddStep<TElement, TIndex>(ArgMax op, PlanBuilder plan)
        where TElement : unmanaged, IComparisonOperators<TElement, TElement, bool>
        where TIndex : unmanaged, INumberBase<TIndex>
    {
        var shape = plan.Tensor(op.Inputs[0]).Shape;
        var axis = ArgMaxShapes.Axis(new ShapeContext(op, plan.Model.Tensors));
        var (from, to) = (plan.SlotOf(op.Inputs[0]), plan.SlotOf(op.Outputs[0]));
        plan.AddStep(op, ArgMaxKernels.All<TElement, TIndex>(), [from], [to], 0, at => new ArgMaxArguments<TElement, TIndex>
        {
            Outer = shape.Product(0, axis),
            Extent = shape[axis],
            Inner = shape.Product(axis + 1, shape.Rank),
            Input = at.Of<TElement>(from),
            Output = at.Of<TIndex>(to),
        });
    }
}
