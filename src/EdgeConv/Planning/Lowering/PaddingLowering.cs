using EdgeConv.Kernels.Fill;
using EdgeConv.Models;
using EdgeConv.Planning.Quantization;
using EdgeConv.Planning.Shapes;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Lowering;

/// <summary>PAD, PADV2 and MIRROR_PAD.</summary>
internal static unsafe class PaddingLowering
{
    /// <summary>Adds the steps of PAD and PADV2: everything is filled, then the inside copied (PadImpl, tensorflow/lite/kernels/internal/reference/pad.h).</summary>
    public static void Lower(Pad op, PlanBuilder plan)
    {
        var (input, output) = (plan.Tensor(op.Inputs[0]), plan.Tensor(op.Outputs[0]));
        _ = ElementwiseTypes.RequireSame(op, input, output);
        var margins = PaddingShapes.Margins(new ShapeContext(op, plan.Model.Tensors), input.Shape.Rank);
        var to = plan.SlotOf(output.Index);
        AddFill(plan, op, to, output.Shape.ElementCount, output.Type, op.HasValue ? Value(op, plan, output) : Zero(output));
        AddInside(plan, op, plan.SlotOf(input.Index), to, input.Shape, output.Shape, [.. margins.Select(margin => margin.Before)], input.Type);
    }

    /// <summary>
    /// Adds the steps of MIRROR_PAD: along each dimension the part before, backwards, the inside, and the part after, backwards; a copy for each
    /// combination (GetInputDimension, tensorflow/lite/micro/kernels/mirror_pad.cc).
    /// </summary>
    public static void Lower(MirrorPad op, PlanBuilder plan)
    {
        var (input, output) = (plan.Tensor(op.Inputs[0]), plan.Tensor(op.Outputs[0]));
        _ = ElementwiseTypes.RequireSame(op, input, output);
        var margins = PaddingShapes.Margins(new ShapeContext(op, plan.Model.Tensors), input.Shape.Rank);
        IEnumerable<Part[]> regions = [[]];
        for (var axis = 0; axis < input.Shape.Rank; axis++)
        {
            var parts = Parts(margins[axis], input.Shape[axis], op.IncludesEdge ? 0 : 1);
            regions = regions.SelectMany(region => parts.Select(part => (Part[])[.. region, part]));
        }

        var (inputStrides, outputStrides) = (RowMajor.Strides(input.Shape), RowMajor.Strides(output.Shape));
        var (from, to) = (plan.SlotOf(input.Index), plan.SlotOf(output.Index));
        foreach (var region in regions)
        {
            var source = new CopySide(from, RowMajor.Offset(inputStrides, [.. region.Select(part => part.From)]), [.. region.Select((part, axis) => part.Direction * inputStrides[axis])]);
            var target = new CopySide(to, RowMajor.Offset(outputStrides, [.. region.Select(part => part.To)]), outputStrides);
            CopyLowering.AddStridedCopy(plan, op, source, target, [.. region.Select(part => part.Count)], input.Type.SizeInBytes());
        }
    }

    /// <summary>Adds a step that writes one element over a whole slot.</summary>
    public static void AddFill(PlanBuilder plan, Operator op, Slot to, int count, ElementType type, long value) =>
        plan.AddStep(op, FillKernels.All, [], [to], 0, at => new FillArguments
        {
            Output = at.Of<byte>(to),
            ElementSize = type.SizeInBytes(),
            Value = value,
            Count = count,
        });

    /// <summary>Adds a step that copies a tensor into a larger one.</summary>
    public static void AddInside(PlanBuilder plan, Operator op, Slot from, Slot to, Shape inner, Shape outer, int[] at, ElementType type)
    {
        var outerStrides = RowMajor.Strides(outer);
        var target = new CopySide(to, RowMajor.Offset(outerStrides, at), outerStrides);
        CopyLowering.AddStridedCopy(plan, op, new CopySide(from, 0, RowMajor.Strides(inner)), target, [.. inner.Dimensions], type.SizeInBytes());
    }

    /// <summary>The bits of 0 in a tensor's stored form.</summary>
    public static long Zero(ModelTensor tensor) => tensor.Type.IsQuantized8() ? tensor.StoredZeroPoint() : 0;

    private static long Value(Pad op, PlanBuilder plan, ModelTensor output)
    {
        var value = plan.Tensor(op.Inputs[2]);
        _ = ElementwiseTypes.RequireSame(op, value, output);
        if (value.Data is not { } data)
            throw new UnsupportedOperatorException(op.Name, op.Index, $"its input 2 ({value.Description}) must be a constant, and is computed when the model runs");
        if (output.Type.IsQuantized8())
        {
            ElementwiseTypes.RequirePerTensor(op, value, output);
            if (value.RequiredQuantization() != output.RequiredQuantization())
                throw new UnsupportedOperatorException(op.Name, op.Index, "its padding value is quantized otherwise than its output");
        }

        long bits = 0;
        for (var i = 0; i < output.Type.SizeInBytes(); i++)
            bits |= (long)data.Span[i] << (8 * i);
        return output.Type == ElementType.UInt8 ? bits ^ 0x80 : bits;
    }

    private static Part[] Parts((int Before, int After) margin, int extent, int offset)
    {
        Part[] parts =
        [
            new Part(margin.Before + offset - 1, -1, 0, margin.Before),
            new Part(0, 1, margin.Before, extent),
            new Part(extent - 1 - offset, -1, margin.Before + extent, margin.After),
        ];
        return [.. parts.Where(part => part.Count > 0)];
    }

    private readonly record struct Part(int From, int Direction, int To, int Count);
}
