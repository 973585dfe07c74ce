namespace EdgeConv.Cpu;

/// <summary>A core as the operating system counts them: on a machine with hyper-threads, one of the threads of a physical core.</summary>
/// <param name="Index">The system's number for it.</param>
/// <param name="Capacity">How much it computes, relative to the most capable core: greater than 0, at most 1.</param>
/// <param name="PhysicalCore">The least <paramref name="Index"/> among the hyper-threads of its physical core.</param>
public sealed record CpuCore(int Index, double Capacity, int PhysicalCore);
