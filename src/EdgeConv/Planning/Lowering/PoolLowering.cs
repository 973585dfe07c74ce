using EdgeConv.Kernels.Pooling;
using EdgeConv.Models;
using EdgeConv.Planning.Quantization;
using EdgeConv.Planning.Shapes;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Lowering;

/// <summary>AVERAGE_POOL_2D and MAX_POOL_2D on int8, uint8 and float32.</summary>
internal static unsafe class PoolLowering
{
    /// <summary>Adds the step of one pooling.</summary>
    public static void Lower(Pool2D op, PlanBuilder plan)
    {
        var input = plan.Tensor(op.Inputs[0]);
        var output = plan.Tensor(op.Outputs[0]);
        var geometry = op.Window.Geometry(input.Shape, output.Shape, op.FilterHeight, op.FilterWidth);
        var (from, to) = (plan.SlotOf(input.Index), plan.SlotOf(output.Index));

        if (input.Type == ElementType.Float32 && output.Type == ElementType.Float32)
        {
            var (min, max) = op.Activation.RealRange();
            plan.AddStep(op, op.Kind == PoolKind.Average ? PoolKernels.AverageFloat : PoolKernels.MaxFloat, [from], [to], 0, at => new PoolFloatArguments
            {
                Geometry = geometry,
                Input = at.Of<float>(from),
                Output = at.Of<float>(to),
                OutputMin = min,
                OutputMax = max,
            });
            return;
        }

        OperandTypes.RequireQuantized8(op, input, output);
        RequireSameQuantization(op, input, output);
        {
            var (min, max) = op.Activation.StoredRange(output);
            plan.AddStep(op, op.Kind == PoolKind.Average ? PoolKernels.Average : PoolKernels.Max, [from], [to], 0, at => new PoolArguments
            {
                Geometry = geometry,
                Input = at.Of<sbyte>(from),
                Output = at.Of<sbyte>(to),
                StoredOffset = input.Type == ElementType.UInt8 ? 128 : 0,
                OutputMin = min,
                OutputMax = max,
            });
        }
    }

    /// <summary>The reference does not rescale, and takes scales within 1e-6 for equal (PoolingPrepare, tensorflow/lite/micro/kernels/pooling_common.cc).</summary>
    private static void RequireSameQuantization(Pool2D op, ModelTensor input, ModelTensor output)
    {
        var (from, to) = (input.RequiredQuantization(), output.RequiredQuantization());
        if (!(MathF.Abs(from.Scale - to.Scale) <= 1e-6) || from.ZeroPoint != to.ZeroPoint)
            throw new UnsupportedOperatorException(op.Name, op.Index, $"its input (scale {from.Scale}, zero point {from.ZeroPoint}) and output (scale {to.Scale}, zero point {to.ZeroPoint}) must be quantized alike");
    }
}
