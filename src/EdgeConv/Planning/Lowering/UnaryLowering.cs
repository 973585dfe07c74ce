using EdgeConv.Kernels;
using EdgeConv.Kernels.Dequantize;
using EdgeConv.Kernels.ElementwiseFloat;
using EdgeConv.Kernels.Lookup;
using EdgeConv.Kernels.Quantize;
using EdgeConv.Models;
using EdgeConv.Planning.Quantization;
using EdgeConv.Planning.Tables;
using EdgeConv.Tensors;

namespace EdgeConv.Planning.Lowering;

/// <summary>Functions of one tensor: a table on 8-bit types, a float32 kernel otherwise; QUANTIZE and DEQUANTIZE between the two.</summary>
internal static unsafe class UnaryLowering
{
    /// <summary>Adds the step of one operator.</summary>
    public static void Lower(Unary op, PlanBuilder plan)
    {
        var (input, output) = (plan.Tensor(op.Inputs[0]), plan.Tensor(op.Outputs[0]));
        switch (op.Kind)
        {
            case UnaryKind.Quantize:
                LowerQuantize(op, plan, input, output);
                break;
            case UnaryKind.Dequantize:
                LowerDequantize(op, plan, input, output);
                break;
            default:
                LowerActivation(op, plan, input, output);
                break;
        }
    }

    /// <summary>Adds a step that looks every value of a tensor up.</summary>
    public static void AddLookup(PlanBuilder plan, Operator op, Slot from, Slot to, int count, sbyte[] values)
    {
        var table = plan.Constant<sbyte>("table", values);
        plan.AddStep(op, LookupKernels.All, [from, table], [to], 0, at => new LookupArguments
        {
            Input = at.Of<sbyte>(from),
            Table = at.Of<sbyte>(table),
            Output = at.Of<sbyte>(to),
            Count = count,
        });
    }

    private static void LowerActivation(Unary op, PlanBuilder plan, ModelTensor input, ModelTensor output)
    {
        var type = ElementwiseTypes.RequireSame(op, input, output);
        var (from, to) = (plan.SlotOf(input.Index), plan.SlotOf(output.Index));
        if (type == ElementType.Float32)
        {
            plan.AddStep(op, FloatKernels(op.Kind), [from], [to], 0, at => new ElementwiseFloatArguments
            {
                Input = at.Of<float>(from),
                Output = at.Of<float>(to),
                Count = input.Shape.ElementCount,
                Alpha = op.Alpha,
            });
            return;
        }

        if (!type.IsQuantized8())
            throw ElementwiseTypes.Unsupported(op, "int8, uint8 or float32", input, output);
        ElementwiseTypes.RequirePerTensor(op, input, output);
        AddLookup(plan, op, from, to, input.Shape.ElementCount, Table(op, input, output));
    }

    private static sbyte[] Table(Unary op, ModelTensor input, ModelTensor output)
    {
        switch (op.Kind)
        {
            case UnaryKind.Logistic when output.Type == ElementType.Int8 && output.RequiredQuantization().ZeroPoint != -128:
                throw new UnsupportedOperatorException(op.Name, op.Index, $"its output has zero point {output.RequiredQuantization().ZeroPoint} where the int8 form has -128");
            case UnaryKind.Logistic:
                return LogisticTable.Of(input, output);
            case UnaryKind.Tanh:
                return TanhTable.Of(input, output);
            case UnaryKind.HardSwish:
                return HardSwishTable.Of(op, input, output);
            case UnaryKind.LeakyRelu:
                return ReluTables.Leaky(op, input, output, op.Alpha);
            case UnaryKind.Relu6 when input.Type == ElementType.Int8:
                return ReluTables.Relu6WithoutRescaling(input, output);
            case UnaryKind.Relu6:
                return ReluTables.Clamped(op, input, output, Activation.Relu6);
            case UnaryKind.ReluN1To1:
                return ReluTables.Clamped(op, input, output, Activation.ReluN1To1);
            default:
                return ReluTables.Clamped(op, input, output, Activation.Relu);
        }
    }

    private static KernelList<ElementwiseFloatArguments> FloatKernels(UnaryKind kind) => kind switch
    {
        UnaryKind.Relu6 => ElementwiseFloatKernels.All<FloatFunctions.Relu6>(),
        UnaryKind.ReluN1To1 => ElementwiseFloatKernels.All<FloatFunctions.ReluN1To1>(),
        UnaryKind.LeakyRelu => ElementwiseFloatKernels.All<FloatFunctions.LeakyRelu>(),
        UnaryKind.Logistic => ElementwiseFloatKernels.All<FloatFunctions.Logistic>(),
        UnaryKind.Tanh => ElementwiseFloatKernels.All<FloatFunctions.Tanh>(),
        UnaryKind.HardSwish => ElementwiseFloatKernels.All<FloatFunctions.HardSwish>(),
        _ => ElementwiseFloatKernels.All<FloatFunctions.Relu>(),
    };

    private static void LowerQuantize(Unary op, PlanBuilder plan, ModelTensor input, ModelTensor output)
    {
        var isFloat = input.Type == ElementType.Float32;
        if (!output.Type.IsQuantized8() || (!isFloat && !input.Type.IsQuantized8()))
            throw ElementwiseTypes.Unsupported(op, "int8, uint8 or float32 to int8 or uint8", input, output);
        ElementwiseTypes.RequirePerTensor(op, output);
        var from = plan.SlotOf(input.Index);
        if (!isFloat)
        {
            ElementwiseTypes.RequirePerTensor(op, input);
            var table = RequantizeTable.Of(op, input, output);
            if (LookupTable.IsIdentity(table))
                plan.Alias(output.Index, input.Index);
            else
                AddLookup(plan, op, from, plan.SlotOf(output.Index), input.Shape.ElementCount, table);
            return;
        }

        var to = plan.SlotOf(output.Index);
        plan.AddStep(op, QuantizeKernels.All, [from], [to], 0, at => new QuantizeArguments
        {
            Input = at.Of<float>(from),
            Output = at.Of<sbyte>(to),
            Count = input.Shape.ElementCount,
            Scale = output.RequiredQuantization().Scale,
            ZeroPoint = output.StoredZeroPoint(),
        });
    }

    private static void LowerDequantize(Unary op, PlanBuilder plan, ModelTensor input, ModelTensor output)
    {
        if (output.Type != ElementType.Float32)
            throw ElementwiseTypes.Unsupported(op, "int8, uint8, int16 or float16 to float32", input, output);
        switch (input.Type)
        {
            case ElementType.Int8 or ElementType.UInt8:
                AddDequantize(op, plan, DequantizeKernels.Int8, input, output);
                break;
            case ElementType.Int16:
                AddDequantize(op, plan, DequantizeKernels.Int16, input, output);
                break;
            case ElementType.Float16:
                var (from, to) = (plan.SlotOf(input.Index), plan.SlotOf(output.Index));
                plan.AddStep(op, DequantizeKernels.Widen, [from], [to], 0, at => new WidenArguments
                {
                    Input = at.Of<Half>(from),
                    Output = at.Of<float>(to),
                    Count = input.Shape.ElementCount,
                });
                break;
            default:
                throw ElementwiseTypes.Unsupported(op, "int8, uint8, int16 or float16 to float32", input, output);
        }
    }

    private static void AddDequantize<T>(Unary op, PlanBuilder plan, KernelList<DequantizeArguments<T>> kernels, ModelTensor input, ModelTensor output)
        where T : unmanaged
    {
        ElementwiseTypes.RequirePerTensor(op, input);
        var (from, to) = (plan.SlotOf(input.Index), plan.SlotOf(output.Index));
        plan.AddStep(op, kernels, [from], [to], 0, at => new DequantizeArguments<T>
        {
            Input = at.Of<T>(from),
            Output = at.Of<float>(to),
            Count = input.Shape.ElementCount,
            Scale = input.RequiredQuantization().Scale,
            ZeroPoint = input.StoredZeroPoint(),
        });
    }
}
