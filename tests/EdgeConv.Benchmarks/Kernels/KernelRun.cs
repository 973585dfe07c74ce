using EdgeConv.Execution;
using EdgeConv.Host.Verification;
using EdgeConv.Planning;

namespace EdgeConv.Benchmarks.Kernels;

/// <summary>One kernel on one layer, on pseudo-random operands in memory of its own and one thread.</summary>
internal sealed class KernelRun : IDisposable
{
    private readonly Plan _plan;
    private readonly Session _session;

    /// <summary>Plans the layer.</summary>
    public KernelRun(LayerKernel kernel)
    {
        Name = kernel.Name;
        _plan = Planner.Plan(kernel.Layer.ToModel(), new PlanOptions { Kernels = kernel.Allowed });
        _session = new Session(_plan, new SessionOptions { Threads = 1 });
        BuiltInInput.Fill(_session);
    }

    /// <summary>The kernel.</summary>
    public string Name { get; }

    /// <summary>The bytes it computed.</summary>
    public ReadOnlySpan<byte> Output => _session.Output();

    /// <summary>Computes the whole layer.</summary>
    public void Run() => _session.Run();

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _plan.Dispose();
    }
}
