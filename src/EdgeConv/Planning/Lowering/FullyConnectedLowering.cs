using EdgeConv.Kernels;
using EdgeConv.Kernels.Convolution;
using EdgeConv.Models;
using EdgeConv.Planning.Quantization;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Lowering;

/// <summary>FULLY_CONNECTED: int8 and uint8 with constant weights, float32 with float or quantized constant weights. Rows are pixels, the matrix is 1x1 filters.</summary>
internal static class FullyConnectedLowering
{
    /// <summary>Adds the step of one matrix product.</summary>
    public static void Lower(FullyConnected op, PlanBuilder plan)
    {
        var input = plan.Tensor(op.Inputs[0]);
        var weights = plan.Tensor(op.Inputs[1]);
        var output = plan.Tensor(op.Outputs[0]);
        var geometry = WindowGeometry.Rows(input.Shape.ElementCount / weights.Shape[1], weights.Shape[1], weights.Shape[0]);
        var macs = (long)geometry.InputHeight * weights.Shape.ElementCount;
        var (from, to) = (plan.SlotOf(input.Index), plan.SlotOf(output.Index));

        if (input.Type == ElementType.Float32 && output.Type == ElementType.Float32)
        {
            var (floatMin, floatMax) = op.Activation.RealRange();
            var floatShape = new ConvolutionFloatArguments { Geometry = geometry, Groups = 1, OutputMin = floatMin, OutputMax = floatMax };
            ConvolutionStep.AddFloat(plan, op, ConvolutionKernels.Float, floatShape, 2, from, to, macs);
            return;
        }

        OperandTypes.RequireQuantized8(op, input, weights, output);
        var (min, max) = op.Activation.StoredRange(output);
        var operands = ConvolutionOperands.Of(plan, op, 2, geometry.OutputChannels, ConvolutionScales.OfMatrix(op, input, weights, output, geometry.OutputChannels));
        var shape = new ConvolutionArguments
        {
            Geometry = geometry,
            Groups = 1,
            InputZeroPoint = input.StoredZeroPoint(),
            WeightZeroPoint = weights.MatrixZeroPoint(),
            OutputZeroPoint = output.StoredZeroPoint(),
            OutputMin = min,
            OutputMax = max,
        };
        ConvolutionStep.Add(plan, op, ConvolutionKernels.All, ConvolutionPacking.Instance, shape, operands, channelsLast: false, from, to, macs);
    }
}
