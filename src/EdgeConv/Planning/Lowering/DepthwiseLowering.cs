using EdgeConv.Kernels.Depthwise;
using EdgeConv.Models;
using EdgeConv.Planning.Quantization;
using EdgeConv.Planning.Shapes;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Lowering;

/// <summary>DEPTHWISE_CONV_2D: int8 and uint8 with constant weights, float32 with float or quantized constant weights.</summary>
internal static unsafe class DepthwiseLowering
{
    /// <summary>Adds the steps of one depthwise convolution.</summary>
    public static void Lower(DepthwiseConv2D op, PlanBuilder plan)
    {
        var input = plan.Tensor(op.Inputs[0]);
        var weights = plan.Tensor(op.Inputs[1]);
        var output = plan.Tensor(op.Outputs[0]);
        var geometry = op.Window.Geometry(input.Shape, output.Shape, weights.Shape[1], weights.Shape[2]);
        var macs = (long)output.Shape.ElementCount * weights.Shape.Product(1, 3);
        var (from, to) = (plan.SlotOf(input.Index), plan.SlotOf(output.Index));

        if (input.Type == ElementType.Float32 && output.Type == ElementType.Float32)
        {
            var filter = ConstantOperands.Floats(plan, op, 1);
            var bias = ConstantOperands.FloatBias(plan, op, 2, output.Shape[3]);
            var (min, max) = op.Activation.RealRange();
            plan.AddStep(op, DepthwiseKernels.BestFloat, [from, filter, bias], [to], macs, at => new DepthwiseFloatArguments
            {
                Geometry = geometry,
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
            plan.AddStep(op, DepthwiseKernels.Best, [from, filter, bias, multipliers, shifts], [to], macs, at => new DepthwiseArguments
            {
                Geometry = geometry,
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
