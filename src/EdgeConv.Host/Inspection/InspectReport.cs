using System.Collections.Immutable;

namespace EdgeConv.Host.Inspection;

/// <summary>What <c>inspect --json</c> prints.</summary>
/// <param name="Model">The file.</param>
/// <param name="Description">What the file says of itself.</param>
/// <param name="Inputs">Tensors a caller fills.</param>
/// <param name="Outputs">Tensors a caller reads.</param>
/// <param name="Steps">What runs, in order.</param>
/// <param name="Notes">What planning changed.</param>
/// <param name="Macs">Multiply-accumulates of a run.</param>
/// <param name="Parameters">Weights and biases.</param>
/// <param name="ArenaBytes">Memory for values.</param>
/// <param name="ConstantBytes">Memory for packed constants.</param>
/// <param name="KernelFamilies">The families of kernels that may run on this machine, worst first.</param>
/// <param name="NativeLibrary">What became of the search for the C library.</param>
internal sealed record InspectReport(
    string Model,
    string Description,
    ImmutableArray<TensorReport> Inputs,
    ImmutableArray<TensorReport> Outputs,
    ImmutableArray<StepReport> Steps,
    ImmutableArray<string> Notes,
    long Macs,
    long Parameters,
    long ArenaBytes,
    long ConstantBytes,
    ImmutableArray<string> KernelFamilies,
    string NativeLibrary);

/// <summary>A tensor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its element type.</param>
/// <param name="Shape">Its extents.</param>
/// <param name="Scale">Its scale, when quantized.</param>
/// <param name="ZeroPoint">Its zero point, when quantized.</param>
internal sealed record TensorReport(string Name, string Type, ImmutableArray<int> Shape, float? Scale, int? ZeroPoint);

/// <summary>A step of the plan.</summary>
/// <param name="Operator">The operator's index; null for a step the plan itself needs.</param>
/// <param name="Name">The operator's name.</param>
/// <param name="Kernel">The kernel that runs.</param>
/// <param name="Output">The shape it computes.</param>
/// <param name="Quantization">The output's quantization, for people.</param>
/// <param name="Arithmetic">How the output's size follows from the input's.</param>
/// <param name="Macs">Multiply-accumulates.</param>
/// <param name="Parameters">Weights and biases.</param>
/// <param name="Family">The instruction set the kernel is written for.</param>
/// <param name="Refusals">Why better kernels, which this machine could run, do not.</param>
internal sealed record StepReport(
    int? Operator, string Name, string Kernel, string Output, string Quantization, string Arithmetic, long Macs, long Parameters, string Family, ImmutableArray<string> Refusals);
