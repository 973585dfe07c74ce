using EdgeConv.Kernels.L2Normalization;
using EdgeConv.Models;
using EdgeConv.Planning.Quantization;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Lowering;

/// <summary>L2_NORMALIZATION on int8, uint8 and float32.</summary>
internal static unsafe class L2NormalizationLowering
{
    /// <summary>The most squares of 9-bit differences an int32 is sure to hold.</summary>
    private const int MaxDepth = int.MaxValue / (255 * 255);

    /// <summary>Adds the step of one normalization.</summary>
    public static void Lower(L2Normalization op, PlanBuilder plan)
    {
        var input = plan.Tensor(op.Inputs[0]);
        var output = plan.Tensor(op.Outputs[0]);
        var depth = input.Shape[input.Shape.Rank - 1];
        var rows = input.Shape.Product(0, input.Shape.Rank - 1);
        var (from, to) = (plan.SlotOf(input.Index), plan.SlotOf(output.Index));
        if (op.Activation != Activation.None)
            throw new UnsupportedOperatorException(op.Name, op.Index, $"runs without a fused activation, not with {op.Activation}");

        if (input.Type == ElementType.Float32 && output.Type == ElementType.Float32)
        {
            plan.AddStep(op, L2NormalizationKernels.Float, [from], [to], 0, at => new L2NormalizationFloatArguments
            {
                Rows = rows,
                Depth = depth,
                Input = at.Of<float>(from),
                Output = at.Of<float>(to),
            });
            return;
        }

        OperandTypes.RequireQuantized8(op, input, output);
        OperandTypes.RequireOutput(op, output, 1f / 128, 0);
        if (depth > MaxDepth)
            throw new UnsupportedOperatorException(op.Name, op.Index, $"the sum of {depth} squares may overflow; at most {MaxDepth} can be run");
        plan.AddStep(op, L2NormalizationKernels.All, [from], [to], 0, at => new L2NormalizationArguments
        {
            Rows = rows,
            Depth = depth,
            Input = at.Of<sbyte>(from),
            Output = at.Of<sbyte>(to),
            InputZeroPoint = input.StoredZeroPoint(),
            InputShift = input.Type == ElementType.UInt8 ? 7 : 0,
        });
    }
}
