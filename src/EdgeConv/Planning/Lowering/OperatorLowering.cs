using EdgeConv.Models;

namespace EdgeConv.Planning.Lowering;

/// <summary>Finds the lowering of each operator.</summary>
internal static class OperatorLowering
{
    /// <summary>Adds the steps that compute one operator.</summary>
    /// <exception cref="UnsupportedOperatorException">It, or this form of it, cannot be run.</exception>
    public static void Lower(Operator op, PlanBuilder plan)
    {
        switch (op)
        {
            case ArgMax argMax:
                ArgMaxLowering.Lower(argMax, plan);
                break;
            case BatchToSpace batchToSpace:
                SpaceBatchLowering.Lower(batchToSpace, plan);
                break;
            case Binary binary:
                BinaryLowering.Lower(binary, plan);
                break;
            case Concatenation concatenation:
                JoiningLowering.Lower(concatenation, plan);
                break;
            case Conv2D conv2D:
                ConvolutionLowering.Lower(conv2D, plan);
                break;
            case DepthwiseConv2D depthwise:
                DepthwiseLowering.Lower(depthwise, plan);
                break;
            case FullyConnected fullyConnected:
                FullyConnectedLowering.Lower(fullyConnected, plan);
                break;
            case L2Normalization l2Normalization:
                L2NormalizationLowering.Lower(l2Normalization, plan);
                break;
            case MirrorPad mirrorPad:
                PaddingLowering.Lower(mirrorPad, plan);
                break;
            case PRelu prelu:
                PReluLowering.Lower(prelu, plan);
                break;
            case Pack pack:
                JoiningLowering.Lower(pack, plan);
                break;
            case Pad pad:
                PaddingLowering.Lower(pad, plan);
                break;
            case Pool2D pool:
                PoolLowering.Lower(pool, plan);
                break;
            case Reduce reduce:
                ReductionLowering.Lower(reduce, plan);
                break;
            case Reshape or Squeeze or ExpandDims:
                ReshapeLowering.Lower(op, plan);
                break;
            case Resize resize:
                ResizeLowering.Lower(resize, plan);
                break;
            case Softmax softmax:
                SoftmaxLowering.Lower(softmax, plan);
                break;
            case SpaceToBatch spaceToBatch:
                SpaceBatchLowering.Lower(spaceToBatch, plan);
                break;
            case Split split:
                JoiningLowering.Lower(split, plan);
                break;
            case StridedSlice slice:
                SliceLowering.Lower(slice, plan);
                break;
            case Transpose transpose:
                SliceLowering.Lower(transpose, plan);
                break;
            case TransposeConv transposeConv:
                TransposeConvolutionLowering.Lower(transposeConv, plan);
                break;
            case Unary unary:
                UnaryLowering.Lower(unary, plan);
                break;
            case WindowMean windowMean:
                ReductionLowering.Lower(windowMean, plan);
                break;
            default:
                throw new UnsupportedOperatorException(op.Name, op.Index, "no kernel runs it");
        }
    }
}
