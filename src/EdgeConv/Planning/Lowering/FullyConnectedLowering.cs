using EdgeConv.Kernels.FullyConnected;
using EdgeConv.Models;
using EdgeConv.Planning.Quantization;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Lowering;

/// <summary>FULLY_CONNECTED: int8 and uint8 with constant weights, float32 with float or quantized constant weights.</summary>
internal static unsafe class FullyConnectedLowering
{
    /// <summary>Adds the steps of one matrix product.</summary>
    public static void Lower(FullyConnected op, PlanBuilder plan)
    {
        var input = plan.Tensor(op.Inputs[0]);
        var weights = plan.Tensor(op.Inputs[1]);
        var output = plan.Tensor(op.Outputs[0]);
        var (outputs, inputs) = (weights.Shape[0], weights.Shape[1]);
        var rows = input.Shape.ElementCount / inputs;
        var macs = (long)rows * weights.Shape.ElementCount;
        var (from, to) = (plan.SlotOf(input.Index), plan.SlotOf(output.Index));

        if (input.Type == ElementType.Float32 && output.Type == ElementType.Float32)
        {
            var matrix = ConstantOperands.Floats(plan, op, 1);
            var bias = ConstantOperands.FloatBias(plan, op, 2, outputs);
            var (min, max) = op.Activation.RealRange();
            plan.AddStep(op, FullyConnectedKernels.BestFloat, [from, matrix, bias], [to], macs, at => new FullyConnectedFloatArguments
            {
                Rows = rows,
                Inputs = inputs,
                Outputs = outputs,
                Input = at.Of<float>(from),
                Weights = at.Of<float>(matrix),
                Bias = at.Of<float>(bias),
                Output = at.Of<float>(to),
                OutputMin = min,
                OutputMax = max,
            });
            return;
        }

        OperandTypes.RequireQuantized8(op, input, weights, output);
        {
            var matrix = ConstantOperands.Weights(plan, op, 1);
            var bias = ConstantOperands.Bias(plan, op, 2, outputs);
            var (multipliers, shifts) = ConvolutionScales.PackForMatrix(plan, op, input, weights, output, outputs);
            var (min, max) = op.Activation.StoredRange(output);
            plan.AddStep(op, FullyConnectedKernels.Best, [from, matrix, bias, multipliers, shifts], [to], macs, at => new FullyConnectedArguments
            {
                Rows = rows,
                Inputs = inputs,
                Outputs = outputs,
                Input = at.Of<sbyte>(from),
                Weights = at.Of<sbyte>(matrix),
                Bias = at.Of<int>(bias),
                Multipliers = at.Of<int>(multipliers),
                Shifts = at.Of<int>(shifts),
                Output = at.Of<sbyte>(to),
                InputZeroPoint = input.StoredZeroPoint(),
                WeightZeroPoint = weights.MatrixZeroPoint(),
                OutputZeroPoint = output.StoredZeroPoint(),
                OutputMin = min,
                OutputMax = max,
            });
        }
    }
}
