using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Shapes;

/// <summary>One dimension of a STRIDED_SLICE.</summary>
/// <param name="Start">The first index taken.</param>
/// <param name="Stride">From one index taken to the next; not 0.</param>
/// <param name="Count">How many are taken.</param>
/// <param name="Dropped">Whether the dimension is left out of the output.</param>
internal readonly record struct SliceBounds(long Start, long Stride, long Count, bool Dropped)
{
    /// <summary>Shape of STRIDED_SLICE.</summary>
    public static Shape Infer(StridedSlice op, ShapeContext context) =>
        context.Make([.. Of(op, context).Where(bounds => !bounds.Dropped).Select(bounds => bounds.Count)]);

    /// <summary>
    /// The bounds along every dimension of the input, those past the given begins whole (StartForAxis and StopForAxis,
    /// tensorflow/lite/kernels/internal/strided_slice_logic.h).
    /// </summary>
    public static SliceBounds[] Of(StridedSlice op, ShapeContext context)
    {
        if (op.EllipsisMask != 0 || op.NewAxisMask != 0)
            throw new UnsupportedOperatorException(op.Name, op.Index, "an ellipsis or a new axis in a slice is not supported");
        var input = context.Shape(0);
        var (begins, ends, strides) = (context.Integers(1), context.Integers(2), context.Integers(3));
        if (begins.Length > input.Rank || ends.Length != begins.Length || strides.Length != begins.Length)
            throw context.Fault($"{begins.Length} begins, {ends.Length} ends and {strides.Length} strides do not slice {input}");
        var bounds = new SliceBounds[input.Rank];
        for (var axis = 0; axis < bounds.Length; axis++)
            bounds[axis] = axis < begins.Length ? Along(op, context, axis, begins[axis], ends[axis], strides[axis]) : new SliceBounds(0, 1, input[axis], false);
        return bounds;
    }

    private static SliceBounds Along(StridedSlice op, ShapeContext context, int axis, long begin, long end, long stride)
    {
        long extent = context.Shape(0)[axis];
        if (stride == 0)
            throw context.Fault(3, $"holds 0 for dimension {axis}");
        var (low, high) = stride > 0 ? (0L, extent) : (-1, extent - 1);
        var start = IsSet(op.BeginMask, axis) ? (stride > 0 ? low : high) : Math.Clamp(begin < 0 ? begin + extent : begin, low, high);
        if (IsSet(op.ShrinkAxisMask, axis))
        {
            return stride < 0 || start >= extent
                ? throw context.Fault($"takes index {begin} with stride {stride} from dimension {axis} of {context.Shape(0)}")
                : new SliceBounds(start, stride, 1, true);
        }

        var stop = IsSet(op.EndMask, axis) ? (stride > 0 ? high : low) : Math.Clamp(end < 0 ? end + extent : end, low, high);
        var distance = stride > 0 ? stop - start : start - stop;
        var step = Math.Abs(stride);
        return new SliceBounds(start, stride, Math.Max(0, (distance + step - 1) / step), false);
    }

    private static bool IsSet(int mask, int axis) => (mask >> axis & 1) != 0;
}
