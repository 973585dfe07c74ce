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
            case Conv2D conv2D:
                ConvolutionLowering.Lower(conv2D, plan);
                break;
            case Binary binary:
                BinaryLowering.Lower(binary, plan);
                break;
            case PRelu prelu:
                PReluLowering.Lower(prelu, plan);
                break;
            case Reshape or Squeeze or ExpandDims:
                plan.Alias(op.Outputs[0], op.Inputs[0]);
                break;
            default:
                throw new UnsupportedOperatorException(op.Name, op.Index, "no kernel runs it");
        }
    }
}
