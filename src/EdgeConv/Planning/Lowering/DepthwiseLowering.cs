using EdgeConv.Kernels;
using EdgeConv.Kernels.Depthwise;
using EdgeConv.Models;
using EdgeConv.Planning.Quantization;
using EdgeConv.Planning.Shapes;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Lowering;

/// <summary>DEPTHWISE_CONV_2D: int8 and uint8 with constant weights, float32 with float or quantized constant weights.</summary>
internal static class DepthwiseLowering
{
    /// <summary>Adds the step of one depthwise convolution.</summary>
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
            var (floatMin, floatMax) = op.Activation.RealRange();
            var floatShape = new ConvolutionFloatArguments { Geometry = geometry, Groups = geometry.InputChannels, OutputMin = floatMin, OutputMax = floatMax };
            ConvolutionStep.AddFloat(plan, op, DepthwiseKernels.Float, floatShape, 2, from, to, macs);
            return;
        }

        OperandTypes.RequireQuantized8(op, input, weights, output);
        var (min, max) = op.Activation.StoredRange(output);
        var operands = ConvolutionOperands.Of(plan, op, 2, geometry.OutputChannels, ConvolutionScales.Of(op, input, weights, output, geometry.OutputChannels));
        var shape = new ConvolutionArguments
        {
            Geometry = geometry,
            Groups = geometry.InputChannels,
            InputZeroPoint = input.StoredZeroPoint(),
            WeightZeroPoint = weights.FilterZeroPoint(),
            OutputZeroPoint = output.StoredZeroPoint(),
            OutputMin = min,
            OutputMax = max,
        };
        ConvolutionStep.Add(plan, op, DepthwiseKernels.All, DepthwisePacking.Instance, shape, operands, channelsLast: true, from, to, macs);
    }
}
