using EdgeConv.Models;
using EdgeConv.Planning.Quantization;
using EdgeConv.Planning.Shapes;
using EdgeConv.Planning.Tables;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Lowering;

/// <summary>CONCATENATION, PACK and SPLIT: one copy a part. Around the axis, every tensor is a matrix of slabs.</summary>
internal static class JoiningLowering
{
    /// <summary>Adds the steps of CONCATENATION. uint8 parts are rescaled where their quantization is not the output's; in int8 models it never differs.</summary>
    public static void Lower(Concatenation op, PlanBuilder plan)
    {
        var output = plan.Tensor(op.Outputs[0]);
        if (op.Activation != Activation.None)
            throw new UnsupportedOperatorException(op.Name, op.Index, "a fused activation is not supported");
        var axis = Context(op, plan).Axis(op.Axis, output.Shape.Rank);
        var start = 0;
        foreach (var index in op.Inputs)
        {
            var part = plan.Tensor(index);
            _ = ElementwiseTypes.RequireSame(op, part, output);
            AddPart(op, plan, Rescaled(op, plan, part, output), output, axis, start, part.Shape[axis]);
            start += part.Shape[axis];
        }
    }

    /// <summary>Adds the steps of PACK.</summary>
    public static void Lower(Pack op, PlanBuilder plan)
    {
        var output = plan.Tensor(op.Outputs[0]);
        var axis = Context(op, plan).Axis(op.Axis, output.Shape.Rank);
        for (var i = 0; i < op.Inputs.Length; i++)
        {
            var part = plan.Tensor(op.Inputs[i]);
            _ = ElementwiseTypes.RequireSame(op, part, output);
            AddPart(op, plan, plan.SlotOf(part.Index), output, axis, i, 1);
        }
    }

    /// <summary>Adds the steps of SPLIT.</summary>
    public static void Lower(Split op, PlanBuilder plan)
    {
        var input = plan.Tensor(op.Inputs[1]);
        var context = Context(op, plan);
        var axis = context.Axis(context.Integer(0), input.Shape.Rank);
        var extent = input.Shape[axis] / op.Count;
        var (outer, inner) = Around(input.Shape, axis);
        for (var i = 0; i < op.Count; i++)
        {
            var part = plan.Tensor(op.Outputs[i]);
            _ = ElementwiseTypes.RequireSame(op, input, part);
            var from = new CopySide(plan.SlotOf(input.Index), (long)i * extent * inner, [(long)input.Shape[axis] * inner, 1]);
            var to = new CopySide(plan.SlotOf(part.Index), 0, [(long)extent * inner, 1]);
            CopyLowering.AddStridedCopy(plan, op, from, to, [outer, extent * inner], input.Type.SizeInBytes());
        }
    }

    private static void AddPart(Operator op, PlanBuilder plan, Slot part, ModelTensor output, int axis, int start, int extent)
    {
        var (outer, inner) = Around(output.Shape, axis);
        var from = new CopySide(part, 0, [(long)extent * inner, 1]);
        var to = new CopySide(plan.SlotOf(output.Index), (long)start * inner, [(long)output.Shape[axis] * inner, 1]);
        CopyLowering.AddStridedCopy(plan, op, from, to, [outer, extent * inner], output.Type.SizeInBytes());
    }

    private static Slot Rescaled(Concatenation op, PlanBuilder plan, ModelTensor part, ModelTensor output)
    {
        var slot = plan.SlotOf(part.Index);
        if (!output.Type.IsQuantized8())
            return slot;
        ElementwiseTypes.RequirePerTensor(op, part, output);
        var (from, to) = (part.RequiredQuantization(), output.RequiredQuantization());
        if (from.Scale == to.Scale && from.ZeroPoint == to.ZeroPoint)
            return slot;
        if (output.Type == ElementType.Int8)
            throw new UnsupportedOperatorException(op.Name, op.Index, $"{part.Description} has scale {from.Scale} and zero point {from.ZeroPoint}, its output {to.Scale} and {to.ZeroPoint}; on int8 they must agree");
        var rescaled = plan.Scratch($"{part.Name} rescaled", part.ByteCount);
        UnaryLowering.AddLookup(plan, op, slot, rescaled, part.Shape.ElementCount, RequantizeTable.OfConcatenation(part, output));
        return rescaled;
    }

    private static (int Outer, int Inner) Around(Shape shape, int axis) => (shape.Product(0, axis), shape.Product(axis + 1, shape.Rank));

    private static ShapeContext Context(Operator op, PlanBuilder plan) => new(op, plan.Model.Tensors);
}
