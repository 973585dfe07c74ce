using EdgeConv.Kernels.PRelu;
using EdgeConv.Models;
using EdgeConv.Planning.Quantization;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Lowering;

/// <summary>PRELU: int8, uint8, float32.</summary>
internal static unsafe class PReluLowering
{
    /// <summary>Adds the step of one operator.</summary>
    public static void Lower(PRelu op, PlanBuilder plan)
    {
        var (input, alpha, output) = (plan.Tensor(op.Inputs[0]), plan.Tensor(op.Inputs[1]), plan.Tensor(op.Outputs[0]));
        var type = ElementwiseTypes.RequireSame(op, input, alpha, output);
        var geometry = Broadcasting.Geometry(input.Shape, alpha.Shape, output.Shape);
        var (from, slopes, to) = (plan.SlotOf(input.Index), plan.SlotOf(alpha.Index), plan.SlotOf(output.Index));
        if (type == ElementType.Float32)
        {
            plan.AddStep(op, PReluKernels.Float, [from, slopes], [to], 0, at => new PReluFloatArguments
            {
                Geometry = geometry,
                Input = at.Of<float>(from),
                Alpha = at.Of<float>(slopes),
                Output = at.Of<float>(to),
            });
            return;
        }

        if (!type.IsQuantized8())
            throw ElementwiseTypes.Unsupported(op, "int8, uint8 or float32", input, alpha, output);
        ElementwiseTypes.RequirePerTensor(op, input, alpha, output);
        var (inputScale, outputScale) = ((double)input.RequiredQuantization().Scale, (double)output.RequiredQuantization().Scale);
        var identity = QuantizedActivation.Multiplier(op, inputScale / outputScale);
        var slope = QuantizedActivation.Multiplier(op, inputScale * alpha.RequiredQuantization().Scale / outputScale);
        plan.AddStep(op, PReluKernels.All, [from, slopes], [to], 0, at => new PReluArguments
        {
            Geometry = geometry,
            Input = at.Of<sbyte>(from),
            Alpha = at.Of<sbyte>(slopes),
            Output = at.Of<sbyte>(to),
            InputZeroPoint = input.StoredZeroPoint(),
            AlphaZeroPoint = alpha.StoredZeroPoint(),
            OutputZeroPoint = output.StoredZeroPoint(),
            IdentityMultiplier = identity,
            AlphaMultiplier = slope,
        });
    }
}
