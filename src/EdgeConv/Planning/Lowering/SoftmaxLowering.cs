using EdgeConv.Kernels.Numerics;
using EdgeConv.Kernels.Softmax;
using EdgeConv.Models;
using EdgeConv.Planning.Quantization;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Lowering;

/// <summary>SOFTMAX on int8, uint8 and float32.</summary>
internal static unsafe class SoftmaxLowering
{
    private const int DifferenceIntegerBits = 5;

    /// <summary>Adds the step of one softmax.</summary>
    public static void Lower(Softmax op, PlanBuilder plan)
    {
        var input = plan.Tensor(op.Inputs[0]);
        var output = plan.Tensor(op.Outputs[0]);
        var depth = input.Shape[input.Shape.Rank - 1];
        var rows = input.Shape.Product(0, input.Shape.Rank - 1);
        var (from, to) = (plan.SlotOf(input.Index), plan.SlotOf(output.Index));

        if (input.Type == ElementType.Float32 && output.Type == ElementType.Float32)
        {
            plan.AddStep(op, SoftmaxKernels.Float, [from], [to], 0, at => new SoftmaxFloatArguments
            {
                Rows = rows,
                Depth = depth,
                Input = at.Of<float>(from),
                Output = at.Of<float>(to),
                Beta = op.Beta,
            });
            return;
        }

        OperandTypes.RequireQuantized8(op, input, output);
        OperandTypes.RequireOutput(op, output, 1f / 256, -128);
        var factor = Factor(op, input);
        var diffMin = -GemmlowpFixedPoint.InputRadius(DifferenceIntegerBits, factor.Shift);
        var exponentials = plan.Constant<int>("exponentials", Softmax_Table.Exponentials(factor, diffMin));
        plan.AddStep(op, SoftmaxKernels.All, [from, exponentials], [to], 0, at => new SoftmaxArguments
        {
            Rows = rows,
            Depth = depth,
            Input = at.Of<sbyte>(from),
            Output = at.Of<sbyte>(to),
            Multiplier = factor.Multiplier,
            Shift = factor.Shift,
            DiffMin = diffMin,
            Exponentials = at.Of<int>(exponentials),
        });
    }

    /// <summary>The factor from quantized differences to Q5 (PreprocessSoftmaxScaling, tensorflow/lite/kernels/internal/quantization_util.cc).</summary>
    private static QuantizedMultiplier Factor(Softmax op, ModelTensor input)
    {
        var scale = input.RequiredQuantization().Scale;
        var real = (double)op.Beta * scale * (1 << (31 - DifferenceIntegerBits));
        if (!(real > 1))
            throw new UnsupportedOperatorException(op.Name, op.Index, $"beta {op.Beta} and input scale {scale} are too small for its arithmetic");

        // A step that large makes every exponential but that of the largest element 0: the shift alone counts, and leaves no difference but 0.
        return real < 1 << 30 ? QuantizedMultiplier.FromReal(real) : new QuantizedMultiplier(0, 31);
    }
}
