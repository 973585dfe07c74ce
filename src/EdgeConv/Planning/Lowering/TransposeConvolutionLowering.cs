using EdgeConv.Kernels;
using EdgeConv.Kernels.TransposeConvolution;
using EdgeConv.Models;
using EdgeConv.Planning.Quantization;
using EdgeConv.Planning.Shapes;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Lowering;

/// <summary>TRANSPOSE_CONV: int8 and uint8 with constant weights, float32 with float or quantized constant weights.</summary>
internal static class TransposeConvolutionLowering
{
    /// <summary>Adds the step of one transposed convolution.</summary>
    public static void Lower(TransposeConv op, PlanBuilder plan)
    {
        var weights = plan.Tensor(op.Inputs[1]);
        var input = plan.Tensor(op.Inputs[2]);
        var output = plan.Tensor(op.Outputs[0]);
        var geometry = Geometry(op.Window, input.Shape, output.Shape, weights.Shape);
        var macs = (long)input.Shape.ElementCount * weights.Shape.Product(0, 3);
        var (from, to) = (plan.SlotOf(input.Index), plan.SlotOf(output.Index));

        if (input.Type == ElementType.Float32 && output.Type == ElementType.Float32)
        {
            var (floatMin, floatMax) = op.Activation.RealRange();
            var floatShape = new ConvolutionFloatArguments { Geometry = geometry, Groups = 1, OutputMin = floatMin, OutputMax = floatMax };
            ConvolutionStep.AddFloat(plan, op, TransposeConvolutionKernels.Float, floatShape, 3, from, to, macs);
            return;
        }

        OperandTypes.RequireQuantized8(op, input, weights, output);
        var (min, max) = op.Activation.StoredRange(output);
        var operands = ConvolutionOperands.Of(plan, op, 3, geometry.OutputChannels, ConvolutionScales.Of(op, input, weights, output, geometry.OutputChannels));
        var shape = new ConvolutionArguments
        {
            Geometry = geometry,
            Groups = 1,
            InputZeroPoint = input.StoredZeroPoint(),
            WeightZeroPoint = weights.FilterZeroPoint(),
            OutputZeroPoint = output.StoredZeroPoint(),
            OutputMin = min,
            OutputMax = max,
        };
        ConvolutionStep.Add(plan, op, TransposeConvolutionKernels.All, TransposeConvolutionPacking.Instance, shape, operands, channelsLast: false, from, to, macs);
    }

    private static WindowGeometry Geometry(Window window, Shape input, Shape output, Shape weights)
    {
        // Padding belongs to the convolution this one transposes, which goes from the output's extent to as many positions as fit.
        int Pad(int extent, int filter, int stride) =>
            WindowPlacement.PadBefore(window.Padding, extent, WindowPlacement.OutputExtent(window.Padding, extent, filter, stride, 1), filter, stride, 1);
        var placed = window with { Explicit = window.Explicit ?? new Margins(Pad(output[1], weights[1], window.StrideHeight), Pad(output[2], weights[2], window.StrideWidth), 0, 0) };
        return placed.Geometry(input, output, weights[1], weights[2]);
    }
}
