using System.Globalization;
using EdgeConv.Kernels;
using EdgeConv.Kernels.Native;
using EdgeConv.Models;
using EdgeConv.Planning;
using EdgeConv.Tensors;

namespace EdgeConv.Host.Inspection;

/// <summary>Gathers what <c>inspect</c> tells of a plan.</summary>
internal static class PlanReport
{
    /// <summary>The report of a plan.</summary>
    public static InspectReport Of(string path, Plan plan)
    {
        var model = plan.Model;
        return new InspectReport(
            path,
            model.Description,
            [.. model.InputTensors.Select(Tensor)],
            [.. model.OutputTensors.Select(Tensor)],
            [.. plan.Steps.Select(step => Step(step, plan))],
            plan.Notes,
            plan.Macs,
            model.Operators.Sum(op => Parameters(op, model)),
            plan.ArenaBytes,
            plan.ConstantBytes,
            [.. Enum.GetValues<KernelFamily>().Where(plan.Families.Allows).Select(KernelFamilies.Name)],
            NativeBackend.Status);
    }

    private static TensorReport Tensor(ModelTensor tensor) =>
        new(tensor.Name, tensor.Type.Name(), tensor.Shape.Dimensions, tensor.Quantization?.Scale, tensor.Quantization?.ZeroPoint);

    private static StepReport Step(PlanStep step, Plan plan)
    {
        if (step.Operator is not { } op)
            return new StepReport(null, "(border)", step.Kernel, $"{plan.Buffers[step.Writes[0].Id].Bytes} bytes", "", "", 0, 0, KernelFamilies.Name(step.Family), step.Refusals);
        var output = plan.Model.Tensors[op.Outputs[0]];
        return new StepReport(
            op.Index,
            op.Name,
            step.Kernel,
            output.Shape.ToString(),
            Quantization(output),
            SizeArithmetic.Of(op, plan.Model),
            step.Macs,
            Parameters(op, plan.Model),
            KernelFamilies.Name(step.Family),
            step.Refusals);
    }

    private static string Quantization(ModelTensor tensor) => tensor.Quantization is { } quantization
        ? string.Create(CultureInfo.InvariantCulture, $"{tensor.Type.Name()} {quantization.Scale:G4} {quantization.ZeroPoint:+0;-0;0}")
        : tensor.Type.Name();

    private static long Parameters(Operator op, Model model) => op is Conv2D or DepthwiseConv2D or FullyConnected or TransposeConv or PRelu
        ? op.Inputs.Where(index => index != Operator.Absent && model.Tensors[index].IsConstant && model.Tensors[index].Type is not ElementType.Int32 || IsBias(op, index, model)).Sum(index => (long)model.Tensors[index].Shape.ElementCount)
        : 0;

    private static bool IsBias(Operator op, int index, Model model) =>
        index != Operator.Absent && model.Tensors[index].IsConstant && op.Inputs.IndexOf(index) is var place && place == (op is TransposeConv ? 3 : 2);
}
