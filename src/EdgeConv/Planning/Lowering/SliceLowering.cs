using EdgeConv.Models;
using EdgeConv.Planning.Shapes;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Lowering;

/// <summary>STRIDED_SLICE and TRANSPOSE: a copy each.</summary>
internal static class SliceLowering
{
    /// <summary>Adds the step of STRIDED_SLICE.</summary>
    public static void Lower(StridedSlice op, PlanBuilder plan)
    {
        var (input, output) = (plan.Tensor(op.Inputs[0]), plan.Tensor(op.Outputs[0]));
        var type = ElementwiseTypes.RequireSame(op, input, output);
        var bounds = SliceBounds.Of(op, new ShapeContext(op, plan.Model.Tensors));
        var strides = RowMajor.Strides(input.Shape);
        var extents = bounds.Select(bound => (int)bound.Count).ToArray();
        var start = bounds.Select((bound, axis) => bound.Start * strides[axis]).Sum();
        var from = new CopySide(plan.SlotOf(input.Index), start, [.. bounds.Select((bound, axis) => bound.Stride * strides[axis])]);
        CopyLowering.AddStridedCopy(plan, op, from, new CopySide(plan.SlotOf(output.Index), 0, RowMajor.Strides(extents)), extents, type.SizeInBytes());
    }

    /// <summary>Adds the step of TRANSPOSE.</summary>
    public static void Lower(Transpose op, PlanBuilder plan)
    {
        var (input, output) = (plan.Tensor(op.Inputs[0]), plan.Tensor(op.Outputs[0]));
        var type = ElementwiseTypes.RequireSame(op, input, output);
        var permutation = TransposeShapes.Permutation(new ShapeContext(op, plan.Model.Tensors));
        var strides = RowMajor.Strides(input.Shape);
        var from = new CopySide(plan.SlotOf(input.Index), 0, [.. permutation.Select(axis => strides[axis])]);
        var to = new CopySide(plan.SlotOf(output.Index), 0, RowMajor.Strides(output.Shape));
        CopyLowering.AddStridedCopy(plan, op, from, to, [.. output.Shape.Dimensions], type.SizeInBytes());
    }
}
