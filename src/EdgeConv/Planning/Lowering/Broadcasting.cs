using EdgeConv.Kernels;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Lowering;

/// <summary>Shapes that broadcast, as strides for a kernel.</summary>
internal static unsafe class Broadcasting
{
    /// <summary>
    /// How two operands meet. Neighbouring dimensions through which both operands run on evenly become one, so that a row is as long as it can be.
    /// </summary>
    /// <param name="left">The left operand's shape.</param>
    /// <param name="right">The right operand's shape.</param>
    /// <param name="output">What they broadcast to.</param>
    public static BroadcastGeometry Geometry(Shape left, Shape right, Shape output)
    {
        var geometry = default(BroadcastGeometry);
        for (var axis = 0; axis <= BroadcastGeometry.Inner; axis++)
            geometry.Extents[axis] = 1;

        var (leftStrides, rightStrides) = (Strides(left, output), Strides(right, output));
        var slot = BroadcastGeometry.Inner + 1;
        for (var axis = output.Rank - 1; axis >= 0; axis--)
        {
            if (output[axis] == 1)
                continue;
            var continues = slot <= BroadcastGeometry.Inner
                && leftStrides[axis] == geometry.LeftStrides[slot] * geometry.Extents[slot]
                && rightStrides[axis] == geometry.RightStrides[slot] * geometry.Extents[slot];
            if (continues)
            {
                geometry.Extents[slot] *= output[axis];
                continue;
            }

            slot--;
            geometry.Extents[slot] = output[axis];
            geometry.LeftStrides[slot] = leftStrides[axis];
            geometry.RightStrides[slot] = rightStrides[axis];
        }

        return geometry;
    }

    private static int[] Strides(Shape operand, Shape output)
    {
        var strides = new int[output.Rank];
        var stride = 1;
        for (var axis = operand.Rank - 1; axis >= 0; axis--)
        {
            strides[axis + output.Rank - operand.Rank] = operand[axis] == 1 ? 0 : stride;
            stride *= operand[axis];
        }

        return strides;
    }
}
