using EdgeConv.Cpu;

namespace EdgeConv.Execution;

/// <summary>What a caller may ask of a session. No option changes a byte of the results.</summary>
public sealed record SessionOptions
{
    /// <summary>The options of an ordinary session: all big cores.</summary>
    public static SessionOptions Default { get; } = new();

    /// <summary>How many threads share out a run, the calling one included; 0: <see cref="CpuTopology.DefaultThreads"/>.</summary>
    public int Threads { get; init; }

    /// <summary>A pool to share with other sessions, which the caller keeps and disposes of after them; null: the session has its own.</summary>
    public WorkerPool? Pool { get; init; }
}
