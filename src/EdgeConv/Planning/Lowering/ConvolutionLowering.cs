using EdgeConv.Kernels.Convolution;
using EdgeConv.Models;
using EdgeConv.Planning.Quantization;
using EdgeConv.Planning.Shapes;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Lowering;

/// <summary>CONV_2D: int8 and uint8 with constant weights, float32 with float or quantized constant weights.</summary>
internal static unsafe class ConvolutionLowering
{
    /// <summary>Adds the steps of one convolution.</summary>
    public static void Lower(Conv2D op, PlanBuilder plan)
    {
        var input = plan.Tensor(op.Inputs[0]);
        var weights = plan.Tensor(op.Inputs[1]);
        var output = plan.Tensor(op.Outputs[0]);
        var geometry = op.Window.Geometry(input.Shape, output.Shape, weights.Shape[1], weights.Shape[2]);
        var groups = input.Shape[3] / weights.Shape[3];
        var macs = (long)output.Shape.ElementCount * weights.Shape.Product(1, 4);
        var (from, to) = (plan.SlotOf(input.Index), plan.SlotOf(output.Index));

        if (input.Type == ElementType.Float32 && output.Type == ElementType.Float32)
        {
            var filter = ConstantOperands.Floats(plan, op, 1);
            var bias = ConstantOperands.FloatBias(plan, op, 2, output.Shape[3]);
            var (min, max) = op.Activation.RealRange();
            plan.AddStep(op, ConvolutionKernels.BestFloat, [from, filter, bias], [to], macs, at => new ConvolutionFloatArguments
            {
                Geometry = geometry,
                Groups = groups,
                Input = at.Of<float>(from),
                Weights = at.Of<float>(filter),
                Bias = at.Of<float>(bias),
                Output = at.Of<float>(to),
                OutputMin = min,
                OutputMax = max,
            });
            return;
        }

        OperandTypes.RequireQuantized8(op, input, weights, output);
        {
            var filter = ConstantOperands.Weights(plan, op, 1);
            var bias = ConstantOperands.Bias(plan, op, 2, output.Shape[3]);
            var (multipliers, shifts) = ConvolutionScales.Pack(plan, op, input, weights, output, output.Shape[3]);
            var (min, max) = op.Activation.StoredRange(output);
            plan.AddStep(op, ConvolutionKernels.Best, [from, filter, bias, multipliers, shifts], [to], macs, at => new ConvolutionArguments
            {
                Geometry = geometry,
                Groups = groups,
                Input = at.Of<sbyte>(from),
                Weights = at.Of<sbyte>(filter),
                Bias = at.Of<int>(bias),
                Multipliers = at.Of<int>(multipliers),
                Shifts = at.Of<int>(shifts),
                Output = at.Of<sbyte>(to),
                InputZeroPoint = input.StoredZeroPoint(),
                WeightZeroPoint = weights.FilterZeroPoint(),
                OutputZeroPoint = output.StoredZeroPoint(),
                OutputMin = min,
                OutputMax = max,
            });
        }
    }
}
