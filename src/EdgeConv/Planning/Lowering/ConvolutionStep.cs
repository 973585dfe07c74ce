using EdgeConv.Kernels;
using EdgeConv.Models;

namespace EdgeConv.Planning.Lowering;

/// <summary>The step of an int8 convolution of any kind: chooses the kernel, and gives it the operands in the form it reads.</summary>
internal static unsafe class ConvolutionStep
{
    /// <summary>Adds the step.</summary>
    /// <param name="plan">Takes it.</param>
    /// <param name="op">The operator.</param>
    /// <param name="kernels">The kernels for it.</param>
    /// <param name="packing">How kernels of the list with a layout want operands.</param>
    /// <param name="shape">All arguments but the pointers.</param>
    /// <param name="operands">The constants.</param>
    /// <param name="channelsLast">Whether the weights are HWO, not OHWI.</param>
    /// <param name="from">The input.</param>
    /// <param name="to">The output.</param>
    /// <param name="macs">Multiply-accumulates.</param>
    public static void Add(
        PlanBuilder plan, Operator op, KernelList<ConvolutionArguments> kernels, OperandPacking packing, ConvolutionArguments shape, ConvolutionOperands operands,
        bool channelsLast, Slot from, Slot to, long macs)
    {
        operands = operands.WithUsualFactors(in shape, channelsLast);
        shape = operands.Describe(shape, channelsLast);
        var choice = plan.Choose(kernels, in shape);
        if (choice.Kernel.Layout is { } layout)
        {
            var packed = plan.Constant(
                "packed weights",
                packing.Bytes(layout, in shape),
                target => packing.Pack(layout, in shape, operands.Weights, operands.Bias.AsSpan(), operands.Multipliers.AsSpan(), operands.Shifts.AsSpan(), target));
            var padding = plan.Constant("padding", PaddingBytes(in shape), target => FillPadding(in shape, target));
            var tableBytes = choice.Kernel.TableBytes(in shape);
            var windows = tableBytes > 0 ? plan.Table("windows", tableBytes) : (Slot?)null;
            plan.AddStep(op, choice, [from, packed, padding], [to], macs, at => shape with
            {
                Windows = windows is { } table ? (sbyte**)at.Of<nint>(table) : null,
                Input = at.Of<sbyte>(from),
                Packed = at.Of<byte>(packed),
                Padding = at.Of<sbyte>(padding),
                Output = at.Of<sbyte>(to),
            });
            return;
        }

        var weights = plan.Constant("weights", operands.Weights);
        var bias = plan.Constant("bias", operands.Bias.AsSpan());
        var multipliers = plan.Constant("multipliers", operands.Multipliers.AsSpan());
        var shifts = plan.Constant("shifts", operands.Shifts.AsSpan());
        plan.AddStep(op, choice, [from, weights, bias, multipliers, shifts], [to], macs, at => shape with
        {
            Input = at.Of<sbyte>(from),
            Weights = at.Of<sbyte>(weights),
            Bias = at.Of<int>(bias),
            Multipliers = at.Of<int>(multipliers),
            Shifts = at.Of<int>(shifts),
            Output = at.Of<sbyte>(to),
        });
    }

    /// <summary>Bytes of what packed kernels read in place of padding: a line of input.</summary>
    public static int PaddingBytes(in ConvolutionArguments shape) => shape.Geometry.InputWidth * shape.Geometry.InputChannels;

    /// <summary>Writes what packed kernels read in place of padding.</summary>
    public static void FillPadding(in ConvolutionArguments shape, Span<byte> line) => line.Fill(unchecked((byte)shape.InputZeroPoint));

    /// <summary>Adds the step of a float32 convolution.</summary>
    /// <param name="plan">Takes it.</param>
    /// <param name="op">The operator, weights at input 1.</param>
    /// <param name="kernels">The kernels for it.</param>
    /// <param name="shape">All arguments but the pointers.</param>
    /// <param name="biasInput">Which input the bias is.</param>
    /// <param name="from">The input.</param>
    /// <param name="to">The output.</param>
    /// <param name="macs">Multiply-accumulates.</param>
    public static void AddFloat(PlanBuilder plan, Operator op, KernelList<ConvolutionFloatArguments> kernels, ConvolutionFloatArguments shape, int biasInput, Slot from, Slot to, long macs)
    {
        var weights = ConstantOperands.Floats(plan, op, 1);
        var bias = ConstantOperands.FloatBias(plan, op, biasInput, shape.Geometry.OutputChannels);
        plan.AddStep(op, kernels, [from, weights, bias], [to], macs, at => shape with
        {
            Input = at.Of<float>(from),
            Weights = at.Of<float>(weights),
            Bias = at.Of<float>(bias),
            Output = at.Of<float>(to),
        });
    }
}
