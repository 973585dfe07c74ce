using EdgeConv.Models;
using EdgeConv.Planning.Shapes;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Lowering;

/// <summary>
/// SPACE_TO_BATCH_ND and BATCH_TO_SPACE_ND: one copy with six dimensions between the picture and its blocks, however many these are, and another one
/// for the padding or the crop.
/// </summary>
internal static class SpaceBatchLowering
{
    /// <summary>
    /// Adds the steps of SPACE_TO_BATCH_ND (SpaceToBatchND, tensorflow/lite/kernels/internal/reference/space_to_batch_nd.h). Padding is the output's zero, as in
    /// tflite/kernels/space_to_batch_nd.cc of LiteRT; tflite-micro's kernel leaves its padding value unset.
    /// </summary>
    public static void Lower(SpaceToBatch op, PlanBuilder plan)
    {
        var (input, output) = (plan.Tensor(op.Inputs[0]), plan.Tensor(op.Outputs[0]));
        var type = ElementwiseTypes.RequireSame(op, input, output);
        var space = SpaceBatch.Of(op, new ShapeContext(op, plan.Model.Tensors));
        var margins = space.Margins;
        var picture = plan.SlotOf(input.Index);
        if (HasAny(margins))
        {
            var padded = plan.Scratch("padded", output.ByteCount);
            PaddingLowering.AddFill(plan, op, padded, output.Shape.ElementCount, type, PaddingLowering.Zero(output));
            var inside = new Shape(input.Shape[0], (int)space.Height - margins.Top - margins.Bottom, (int)space.Width - margins.Left - margins.Right, (int)space.Channels);
            PaddingLowering.AddInside(plan, op, picture, padded, inside, Whole(space), [0, margins.Top, margins.Left, 0], type);
            picture = padded;
        }

        var (ofPicture, ofBlocks) = Sides(space, picture, plan.SlotOf(output.Index));
        CopyLowering.AddStridedCopy(plan, op, ofPicture, ofBlocks, Extents(space), type.SizeInBytes());
    }

    /// <summary>Adds the steps of BATCH_TO_SPACE_ND (BatchToSpaceND, tensorflow/lite/kernels/internal/reference/batch_to_space_nd.h).</summary>
    public static void Lower(BatchToSpace op, PlanBuilder plan)
    {
        var (input, output) = (plan.Tensor(op.Inputs[0]), plan.Tensor(op.Outputs[0]));
        var type = ElementwiseTypes.RequireSame(op, input, output);
        var space = SpaceBatch.Of(op, new ShapeContext(op, plan.Model.Tensors));
        var margins = space.Margins;
        var isCropped = HasAny(margins);
        var to = plan.SlotOf(output.Index);
        var picture = isCropped ? plan.Scratch("uncropped", input.ByteCount) : to;
        var (ofPicture, ofBlocks) = Sides(space, picture, plan.SlotOf(input.Index));
        CopyLowering.AddStridedCopy(plan, op, ofBlocks, ofPicture, Extents(space), type.SizeInBytes());
        if (!isCropped)
            return;

        int[] extents = [(int)space.Batches, (int)space.Height - margins.Top - margins.Bottom, (int)space.Width - margins.Left - margins.Right, (int)space.Channels];
        var strides = RowMajor.Strides(Whole(space));
        var from = new CopySide(picture, RowMajor.Offset(strides, [0, margins.Top, margins.Left, 0]), strides);
        CopyLowering.AddStridedCopy(plan, op, from, new CopySide(to, 0, RowMajor.Strides(extents)), extents, type.SizeInBytes());
    }

    private static bool HasAny(Margins margins) => margins != new Margins(0, 0, 0, 0);

    private static Shape Whole(SpaceBatch space) => new((int)space.Batches, (int)space.Height, (int)space.Width, (int)space.Channels);

    private static int[] Extents(SpaceBatch space) =>
        [(int)space.BlockHeight, (int)space.BlockWidth, (int)space.Batches, (int)space.Rows, (int)space.Columns, (int)space.Channels];

    private static (CopySide Picture, CopySide Blocks) Sides(SpaceBatch space, Slot picture, Slot blocks)
    {
        var strides = RowMajor.Strides(Whole(space));
        long[] ofPicture = [strides[1], strides[2], strides[0], strides[1] * space.BlockHeight, strides[2] * space.BlockWidth, strides[3]];
        return (new CopySide(picture, 0, ofPicture), new CopySide(blocks, 0, RowMajor.Strides(Extents(space))));
    }
}
