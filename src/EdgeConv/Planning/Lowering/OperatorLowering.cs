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
            case Pool2D pool:
                PoolLowering.Lower(pool, plan);
                break;
            case Reduce reduce:
                ReductionLowering.Lower(reduce, plan);
                break;
            case Softmax softmax:
                SoftmaxLowering.Lower(softmax, plan);
                break;
            case TransposeConv transposeConv:
                TransposeConvolutionLowering.Lower(transposeConv, plan);
                break;
            case Reshape or Squeeze or ExpandDims:
                plan.Alias(op.Outputs[0], op.Inputs[0]);
                break;
            default:
                throw new UnsupportedOperatorException(op.Name, op.Index, "no kernel runs it");
        }
    }
}
