using System.Collections.Immutable;

namespace EdgeConv.Kernels;

/// <summary>The kernel of a list that runs with certain arguments.</summary>
/// <param name="Kernel">The kernel.</param>
/// <param name="Refusals">Why better ones, which this machine could run, do not: one sentence each.</param>
public sealed record KernelChoice<TArguments>(Kernel<TArguments> Kernel, ImmutableArray<string> Refusals)
    where TArguments : unmanaged;
