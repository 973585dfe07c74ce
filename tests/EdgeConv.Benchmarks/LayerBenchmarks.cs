using BenchmarkDotNet.Attributes;
using EdgeConv.Benchmarks.Kernels;
using EdgeConv.Benchmarks.Layers;

namespace EdgeConv.Benchmarks;

/// <summary>
/// The layers of well-known networks, each alone, with every kernel that can compute it. In this process: there are hundreds of cases, and what generated programs would do before
/// each takes longer than the case.
/// </summary>
[InProcess]
public class LayerBenchmarks : IDisposable
{
    private KernelRun _run = null!;

    /// <summary>All layers of the tables, and the kernels of each, the one a plan chooses first.</summary>
    public static IEnumerable<LayerKernel> Kernels => AllLayers.Layers.SelectMany(LayerKernel.Of);

    [ParamsSource(nameof(Kernels))]
    public LayerKernel Kernel { get; set; } = null!;

    [GlobalSetup]
    public void Build() => _run = new KernelRun(Kernel);

    [GlobalCleanup]
    public void Dispose()
    {
        _run.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public void Run() => _run.Run();
}
