using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Shapes;

/// <summary>SPACE_TO_BATCH_ND or BATCH_TO_SPACE_ND as the same operation on NHWC pictures: blocks of the picture on one side, batches on the other.</summary>
/// <param name="Batches">Batches on the side of the picture.</param>
/// <param name="Rows">Rows of blocks.</param>
/// <param name="Columns">Columns of blocks.</param>
/// <param name="Channels">Channels.</param>
/// <param name="BlockHeight">Rows of a block.</param>
/// <param name="BlockWidth">Columns of a block.</param>
/// <param name="Margins">What the picture has more than the tensor: padding, or crops.</param>
internal sealed record SpaceBatch(long Batches, long Rows, long Columns, long Channels, long BlockHeight, long BlockWidth, Margins Margins)
{
    /// <summary>Rows of the picture.</summary>
    public long Height => Rows * BlockHeight;

    /// <summary>Columns of the picture.</summary>
    public long Width => Columns * BlockWidth;

    /// <summary>Reads a SPACE_TO_BATCH_ND.</summary>
    public static SpaceBatch Of(SpaceToBatch op, ShapeContext context)
    {
        _ = op;
        var ((batches, height, width, channels), blockHeight, blockWidth, margins) = Read(context, "padding");
        var paddedHeight = (long)margins.Top + height + margins.Bottom;
        var paddedWidth = (long)margins.Left + width + margins.Right;
        return paddedHeight % blockHeight != 0 || paddedWidth % blockWidth != 0
            ? throw context.Fault($"{paddedHeight}x{paddedWidth} padded pixels do not divide into blocks of {blockHeight}x{blockWidth}")
            : new SpaceBatch(batches, paddedHeight / blockHeight, paddedWidth / blockWidth, channels, blockHeight, blockWidth, margins);
    }

    /// <summary>Reads a BATCH_TO_SPACE_ND.</summary>
    public static SpaceBatch Of(BatchToSpace op, ShapeContext context)
    {
        _ = op;
        var ((batches, height, width, channels), blockHeight, blockWidth, margins) = Read(context, "a crop");
        var blocks = (long)blockHeight * blockWidth;
        if (batches % blocks != 0)
            throw context.Fault(0, $"has {batches} batches, which do not divide into blocks of {blockHeight}x{blockWidth}");
        var space = new SpaceBatch(batches / blocks, height, width, channels, blockHeight, blockWidth, margins);
        return space.Height < (long)margins.Top + margins.Bottom || space.Width < (long)margins.Left + margins.Right
            ? throw context.Fault(2, $"crops more than there is of {space.Height}x{space.Width} pixels")
            : space;
    }

    /// <summary>Shape of SPACE_TO_BATCH_ND.</summary>
    public static Shape Infer(SpaceToBatch op, ShapeContext context)
    {
        var space = Of(op, context);
        return Make(context, space.Batches * (space.BlockHeight * space.BlockWidth), space.Rows, space.Columns, space.Channels);
    }

    /// <summary>Shape of BATCH_TO_SPACE_ND.</summary>
    public static Shape Infer(BatchToSpace op, ShapeContext context)
    {
        var space = Of(op, context);
        var margins = space.Margins;
        return Make(context, space.Batches, space.Height - margins.Top - margins.Bottom, space.Width - margins.Left - margins.Right, space.Channels);
    }

    private static Shape Make(ShapeContext context, long batches, long height, long width, long channels) =>
        context.Make(context.Shape(0).Rank == 4 ? [batches, height, width, channels] : [batches, height, channels]);

    // Three dimensions are those of a picture one column wide.
    private static ((int Batches, int Height, int Width, int Channels) Extents, int BlockHeight, int BlockWidth, Margins Margins) Read(ShapeContext context, string margin)
    {
        var input = context.Shape(0);
        if (input.Rank is not (3 or 4))
            throw context.Fault(0, $"has shape {input} where 3 or 4 dimensions are needed");
        if (input.ElementCount == 0)
            throw context.Fault(0, $"of shape {input} is empty");
        var spatial = input.Rank - 2;
        var (block, margins) = (context.Integers(1), context.Integers(2));
        if (block.Length != spatial)
            throw context.Fault(1, $"has {block.Length} values where {spatial} are needed");
        if (margins.Length != 2 * spatial)
            throw context.Fault(2, $"has {margins.Length} values where {2 * spatial} are needed");
        if (block.Min() < 1)
            throw context.Fault(1, $"holds {block.Min()}: a block has at least 1 element");
        if (margins.Min() < 0)
            throw context.Fault(2, $"holds {margins.Min()}: {margin} cannot be negative");
        if (!Shape.TryCountElements(block, out _))
            throw context.Fault(1, $"asks for blocks of {string.Join('x', block)}, larger than any tensor");
        return spatial == 2
            ? ((input[0], input[1], input[2], input[3]), block[0], block[1], new Margins(margins[0], margins[2], margins[1], margins[3]))
            : ((input[0], input[1], 1, input[2]), block[0], 1, new Margins(margins[0], 0, margins[1], 0));
    }
}
