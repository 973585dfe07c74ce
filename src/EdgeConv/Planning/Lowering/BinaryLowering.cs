using System.Numerics;
using EdgeConv.Kernels.Add;
using EdgeConv.Kernels.IntegerArithmetic;
using EdgeConv.Kernels.MaximumMinimum;
using EdgeConv.Kernels.Mul;
using EdgeConv.Models;
using EdgeConv.Planning.Quantization;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Lowering;

/// <summary>ADD, SUB, MUL, MAXIMUM and MINIMUM: int8, uint8 and float32, and plain integers, whose use is arithmetic on shapes.</summary>
internal static unsafe class BinaryLowering
{
    /// <summary>Adds the step of one operator.</summary>
    public static void Lower(Binary op, PlanBuilder plan)
    {
        var (left, right, output) = (plan.Tensor(op.Inputs[0]), plan.Tensor(op.Inputs[1]), plan.Tensor(op.Outputs[0]));
        var type = ElementwiseTypes.RequireSame(op, left, right, output);
        if (op.Kind is BinaryKind.Maximum or BinaryKind.Minimum)
            LowerMaximumMinimum(op, plan, type);
        else if (type.IsQuantized8())
            LowerQuantized(op, plan, left, right, output);
        else if (type == ElementType.Float32)
            LowerFloat(op, plan);
        else if (type == ElementType.Int32)
            LowerInteger<int>(op, plan);
        else if (type == ElementType.Int64)
            LowerInteger<long>(op, plan);
        else
            throw ElementwiseTypes.Unsupported(op, "int8, uint8, int32, int64 or float32", left, right, output);
    }

    private static void LowerQuantized(Binary op, PlanBuilder plan, ModelTensor left, ModelTensor right, ModelTensor output)
    {
        ElementwiseTypes.RequirePerTensor(op, left, right, output);
        var geometry = Broadcasting.Geometry(left.Shape, right.Shape, output.Shape);
        var (l, r, to) = (plan.SlotOf(left.Index), plan.SlotOf(right.Index), plan.SlotOf(output.Index));
        var (min, max) = op.Activation.StoredRange(output);
        if (op.Kind == BinaryKind.Mul)
        {
            var factor = (double)left.RequiredQuantization().Scale * right.RequiredQuantization().Scale / output.RequiredQuantization().Scale;
            var multiplier = QuantizedActivation.Multiplier(op, factor);
            plan.AddStep(op, MulKernels.All, [l, r], [to], 0, at => new MulArguments
            {
                Geometry = geometry,
                Left = at.Of<sbyte>(l),
                Right = at.Of<sbyte>(r),
                Output = at.Of<sbyte>(to),
                LeftZeroPoint = left.StoredZeroPoint(),
                RightZeroPoint = right.StoredZeroPoint(),
                OutputZeroPoint = output.StoredZeroPoint(),
                Multiplier = multiplier,
                OutputMin = min,
                OutputMax = max,
            });
            return;
        }

        var scales = SumScales.Of(op, left, right, output);
        plan.AddStep(op, AddKernels.All, [l, r], [to], 0, at => new AddArguments
        {
            Geometry = geometry,
            Left = at.Of<sbyte>(l),
            Right = at.Of<sbyte>(r),
            Output = at.Of<sbyte>(to),
            RightSign = op.Kind == BinaryKind.Sub ? -1 : 1,
            LeftZeroPoint = left.StoredZeroPoint(),
            RightZeroPoint = right.StoredZeroPoint(),
            OutputZeroPoint = output.StoredZeroPoint(),
            LeftMultiplier = scales.Left,
            RightMultiplier = scales.Right,
            OutputMultiplier = scales.Output,
            OutputMin = min,
            OutputMax = max,
        });
    }

    private static void LowerFloat(Binary op, PlanBuilder plan)
    {
        var (geometry, l, r, to) = Operands(op, plan);
        var (min, max) = op.Activation.RealRange();
        if (op.Kind == BinaryKind.Mul)
        {
            plan.AddStep(op, MulKernels.Float, [l, r], [to], 0, at => new MulFloatArguments
            {
                Geometry = geometry,
                Left = at.Of<float>(l),
                Right = at.Of<float>(r),
                Output = at.Of<float>(to),
                OutputMin = min,
                OutputMax = max,
            });
            return;
        }

        plan.AddStep(op, AddKernels.Float, [l, r], [to], 0, at => new AddFloatArguments
        {
            Geometry = geometry,
            Left = at.Of<float>(l),
            Right = at.Of<float>(r),
            Output = at.Of<float>(to),
            RightSign = op.Kind == BinaryKind.Sub ? -1 : 1,
            OutputMin = min,
            OutputMax = max,
        });
    }

    private static void LowerInteger<T>(Binary op, PlanBuilder plan)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (op.Activation != Activation.None)
            throw new UnsupportedOperatorException(op.Name, op.Index, "a fused activation on plain integers is not supported");
        var (geometry, l, r, to) = Operands(op, plan);
        var kernel = op.Kind switch
        {
            BinaryKind.Add => IntegerArithmeticKernels.Add<T>(),
            BinaryKind.Sub => IntegerArithmeticKernels.Sub<T>(),
            _ => IntegerArithmeticKernels.Mul<T>(),
        };
        plan.AddStep(op, kernel, [l, r], [to], 0, at => new IntegerArithmeticArguments<T>
        {
            Geometry = geometry,
            Left = at.Of<T>(l),
            Right = at.Of<T>(r),
            Output = at.Of<T>(to),
        });
    }

    private static void LowerMaximumMinimum(Binary op, PlanBuilder plan, ElementType type)
    {
        // Flipping the top bit of both operands keeps their order, so uint8 is compared in stored form.
        switch (type)
        {
            case ElementType.Int8 or ElementType.UInt8:
                LowerMaximumMinimum<sbyte>(op, plan);
                break;
            case ElementType.Float32:
                LowerMaximumMinimum<float>(op, plan);
                break;
            case ElementType.Int32:
                LowerMaximumMinimum<int>(op, plan);
                break;
            case ElementType.Int64:
                LowerMaximumMinimum<long>(op, plan);
                break;
            default:
                throw ElementwiseTypes.Unsupported(op, "int8, uint8, int32, int64 or float32", plan.Tensor(op.Inputs[0]));
        }
    }

    private static void LowerMaximumMinimum<T>(Binary op, PlanBuilder plan)
        where T : unmanaged, IComparisonOperators<T, T, bool>
    {
        var (geometry, l, r, to) = Operands(op, plan);
        var kernel = op.Kind == BinaryKind.Maximum ? MaximumMinimumKernels.Maximum<T>() : MaximumMinimumKernels.Minimum<T>();
        plan.AddStep(op, kernel, [l, r], [to], 0, at => new MaximumMinimumArguments<T>
        {
            Geometry = geometry,
            Left = at.Of<T>(l),
            Right = at.Of<T>(r),
            Output = at.Of<T>(to),
        });
    }

    private static (Kernels.BroadcastGeometry Geometry, Slot Left, Slot Right, Slot Output) Operands(Binary op, PlanBuilder plan)
    {
        var (left, right, output) = (plan.Tensor(op.Inputs[0]), plan.Tensor(op.Inputs[1]), plan.Tensor(op.Outputs[0]));
        return (Broadcasting.Geometry(left.Shape, right.Shape, output.Shape), plan.SlotOf(left.Index), plan.SlotOf(right.Index), plan.SlotOf(output.Index));
    }
}
