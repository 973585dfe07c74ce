using EdgeConv.Kernels;
using EdgeConv.Kernels.TransposeConvolution;
using EdgeConv.Models;
using EdgeConv.Planning.Quantization;
using EdgeConv.Planning.Shapes;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Lowering;

/// <summary>TRANSPOSE_CONV: int8 and uint8 with constant weights, float32 with float or quantized constant weights.</summary>
internal static unsafe class TransposeConvolutionLowering
{
    /// <summary>Adds the steps of one transposed convolution.</summary>
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
            var filter = ConstantOperands.Floats(plan, op, 1);
            var bias = ConstantOperands.FloatBias(plan, op, 3, output.Shape[3]);
            var (min, max) = op.Activation.RealRange();
            plan.AddStep(op, TransposeConvolutionKernels.BestFloat, [from, filter, bias], [to], macs, at => new TransposeConvolutionFloatArguments
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
            var bias = ConstantOperands.Bias(plan, op, 3, output.Shape[3]);
            var (multipliers, shifts) = ConvolutionScales.Pack(plan, op, input, weights, output, output.Shape[3]);
            var (min, max) = op.Activation.StoredRange(output);
            plan.AddStep(op, TransposeConvolutionKernels.Best, [from, filter, bias, multipliers, shifts], [to], macs, at => new TransposeConvolutionArguments
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

    private static WindowGeometry Geometry(Window window, Shape input, Shape output, Shape weights)
    {
        // Padding belongs to the convolution this one transposes, which goes from the output's extent to as many positions as fit.
        int Pad(int extent, int filter, int stride) =>
            WindowPlacement.PadBefore(window.Padding, extent, WindowPlacement.OutputExtent(window.Padding, extent, filter, stride, 1), filter, stride, 1);
        var placed = window with { Explicit = window.Explicit ?? new Margins(Pad(output[1], weights[1], window.StrideHeight), Pad(output[2], weights[2], window.StrideWidth), 0, 0) };
        return placed.Geometry(input, output, weights[1], weights[2]);
    }
}
