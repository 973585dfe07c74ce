using EdgeConv.Kernels.Copy;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Lowering;

/// <summary>Operators that move elements and compute nothing, as strided copies.</summary>
internal static unsafe class CopyLowering
{
    /// <summary>Adds a step that copies whole slots.</summary>
    public static void AddCopy(PlanBuilder plan, Operator? op, Slot from, Slot to, int bytes) =>
        AddStridedCopy(plan, op, new CopySide(from, 0, [1]), new CopySide(to, 0, [1]), [bytes], 1);

    /// <summary>Adds a step that moves a box of elements.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="op">The operator it computes.</param>
    /// <param name="from">Where elements are read.</param>
    /// <param name="to">Where they are written.</param>
    /// <param name="extents">The box, at most <see cref="Shape.MaxRank"/> dimensions, outermost first.</param>
    /// <param name="elementSize">Bytes an element.</param>
    public static void AddStridedCopy(PlanBuilder plan, Operator? op, CopySide from, CopySide to, int[] extents, int elementSize) =>
        plan.AddStep(op, CopyKernels.All, [from.Slot], [to.Slot], 0, at =>
        {
            var arguments = new StridedCopyArguments
            {
                Input = at.Of<byte>(from.Slot) + from.Start * elementSize,
                Output = at.Of<byte>(to.Slot) + to.Start * elementSize,
                ElementSize = elementSize,
            };
            for (var axis = 0; axis < Shape.MaxRank; axis++)
            {
                var source = axis - (Shape.MaxRank - extents.Length);
                arguments.Extents[axis] = source < 0 ? 1 : extents[source];
                arguments.InputStrides[axis] = source < 0 ? 0 : from.Strides[source] * elementSize;
                arguments.OutputStrides[axis] = source < 0 ? 0 : to.Strides[source] * elementSize;
            }

            return arguments;
        });
}
