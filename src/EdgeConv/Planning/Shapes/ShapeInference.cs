using System.Collections.Immutable;
using EdgeConv.Models;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Shapes;

/// <summary>The shape rules of all operators.</summary>
internal static class ShapeInference
{
    /// <summary>Computes the shapes of an operator's outputs from its inputs, checking that these fit together.</summary>
    /// <param name="op">The operator.</param>
    /// <param name="tensors">All tensors of the model, those before the operator with their shapes settled.</param>
    /// <exception cref="ModelFormatException">The inputs do not fit together.</exception>
    /// <exception cref="UnsupportedOperatorException">A shape depends on a value that is not known before the model runs.</exception>
    public static ImmutableArray<Shape> Infer(Operator op, IReadOnlyList<ModelTensor> tensors)
    {
        var context = new ShapeContext(op, tensors);
        return op switch
        {
            ArgMax => [ArgMaxShapes.Infer(context)],
            BatchToSpace batchToSpace => [SpaceBatch.Infer(batchToSpace, context)],
            Binary => [ElementwiseShapes.InferBroadcast(context)],
            Concatenation concatenation => [JoiningShapes.Infer(concatenation, context)],
            Conv2D conv2D => [ConvolutionShapes.Infer(conv2D, context)],
            DepthwiseConv2D depthwise => [ConvolutionShapes.Infer(depthwise, context)],
            ExpandDims => [ReshapeShapes.InferExpandDims(context)],
            FullyConnected fullyConnected => [FullyConnectedShapes.Infer(fullyConnected, context)],
            L2Normalization or Softmax => [NormalizationShapes.Infer(context)],
            MirrorPad mirrorPad => [PaddingShapes.Infer(mirrorPad, context)],
            PRelu => [ElementwiseShapes.InferPRelu(context)],
            Pack pack => [JoiningShapes.Infer(pack, context)],
            Pad pad => [PaddingShapes.Infer(pad, context)],
            Pool2D pool => [PoolShapes.Infer(pool, context)],
            Reduce reduce => [ReductionShapes.Infer(reduce, context)],
            Reshape reshape => [ReshapeShapes.Infer(reshape, context)],
            Resize resize => [ResizeShapes.Infer(resize, context)],
            ShapeOf => [context.Make(context.Shape(0).Rank)],
            SpaceToBatch spaceToBatch => [SpaceBatch.Infer(spaceToBatch, context)],
            Split split => JoiningShapes.Infer(split, context),
            Squeeze squeeze => [ReshapeShapes.Infer(squeeze, context)],
            StridedSlice slice => [SliceBounds.Infer(slice, context)],
            Transpose => [TransposeShapes.Infer(context)],
            TransposeConv transposeConv => [ConvolutionShapes.InferTransposed(transposeConv, context)],
            Unary => [ElementwiseShapes.InferUnary(context)],
            WindowMean windowMean => [ReductionShapes.Infer(windowMean, context)],
            _ => throw new UnsupportedOperatorException(op.Name, op.Index, "no shape rule knows it"),
        };
    }
}
