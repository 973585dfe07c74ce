using System.Collections.Immutable;
using EdgeConv.Cpu;

namespace EdgeConv.Execution;

/// <summary>What may be asked of a <see cref="WorkerPool"/>.</summary>
public sealed record WorkerPoolOptions
{
    /// <summary>The options of an ordinary pool.</summary>
    public static WorkerPoolOptions Default { get; } = new();

    /// <summary>
    /// The cores the pool's own threads may run on, by the system's numbers; empty: all; null: <see cref="CpuTopology.CoresFor"/>. The system still chooses among them,
    /// so that a core taken by another program does not hold a thread up. The calling threads are not the pool's and stay as they are; a refusal of the system changes nothing.
    /// </summary>
    public ImmutableArray<int>? Cores { get; init; }
}
