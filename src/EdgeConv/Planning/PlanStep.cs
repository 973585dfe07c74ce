using System.Collections.Immutable;
using EdgeConv.Kernels;
using EdgeConv.Models;

namespace EdgeConv.Planning;

/// <summary>One kernel run of a plan.</summary>
/// <param name="Operator">The operator it computes, or null for a step the plan itself needs (a sign flip at the border).</param>
/// <param name="Kernel">The kernel that computes it.</param>
/// <param name="Refusals">Why better kernels, which this machine could run, do not.</param>
/// <param name="Reads">Slots it reads, constants included.</param>
/// <param name="Writes">Slots it writes.</param>
/// <param name="Macs">Multiply-accumulates, 0 where the notion does not apply.</param>
/// <param name="ScratchBytes">Memory of its own that each thread needs, in bytes.</param>
/// <param name="Bind">Makes the call once addresses are known.</param>
public sealed record PlanStep(
    Operator? Operator,
    string Kernel,
    ImmutableArray<string> Refusals,
    ImmutableArray<Slot> Reads,
    ImmutableArray<Slot> Writes,
    long Macs,
    int ScratchBytes,
    Func<Addresses, KernelCall> Bind)
{
    /// <summary>The instruction set the kernel is written for.</summary>
    public KernelFamily Family { get; init; }
}
