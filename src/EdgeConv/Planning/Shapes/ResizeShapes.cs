using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Shapes;

/// <summary>Output shape of RESIZE_BILINEAR and RESIZE_NEAREST_NEIGHBOR.</summary>
internal static class ResizeShapes
{
    /// <summary>The longest side, so that positions in 1/1024 of a pixel stay inside int32.</summary>
    private const int MaxSide = 1 << 20;

    /// <summary>The shape of a resized picture.</summary>
    public static Shape Infer(Resize op, ShapeContext context)
    {
        var input = context.Shape(0, 4);
        if (context.Integers(1) is not [var height, var width])
            throw context.Fault(1, $"has {context.Integers(1).Length} values where 2 are needed");
        if (height < 1 || width < 1)
            throw context.Fault(1, $"asks for a picture of {height}x{width}");
        if (input[1] < 1 || input[2] < 1)
            throw context.Fault(0, $"of shape {input} has no pixel to sample");
        if (op is { Kind: ResizeKind.Bilinear, AlignCorners: true, HalfPixelCenters: true })
            throw context.Fault("corners cannot be aligned when pixels have half-pixel centers");
        if (Math.Max(Math.Max(height, width), Math.Max(input[1], input[2])) > MaxSide)
            throw new UnsupportedOperatorException(op.Name, op.Index, $"pictures with a side longer than {MaxSide} pixels cannot be resized");
        return context.Make(input[0], height, width, input[3]);
    }
}
