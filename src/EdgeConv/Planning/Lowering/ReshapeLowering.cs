using EdgeConv.Models;

namespace EdgeConv.Planning.Lowering;

/// <summary>RESHAPE, SQUEEZE and EXPAND_DIMS: the output is the input's bytes, and nothing runs.</summary>
internal static class ReshapeLowering
{
    /// <summary>Lets the output share the input's memory.</summary>
    public static void Lower(Operator op, PlanBuilder plan)
    {
        var (input, output) = (plan.Tensor(op.Inputs[0]), plan.Tensor(op.Outputs[0]));
        ElementwiseTypes.RequireSame(op, input, output);
        plan.Alias(output.Index, input.Index);
    }
}
