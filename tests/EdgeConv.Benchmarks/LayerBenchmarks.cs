using BenchmarkDotNet.Attributes;
using EdgeConv.Benchmarks.Layers;
using EdgeConv.Execution;
using EdgeConv.Host.Verification;
using EdgeConv.Planning;

namespace EdgeConv.Benchmarks;

/// <summary>The convolutions and depthwise convolutions of well-known networks, each alone.</summary>
public class LayerBenchmarks : IDisposable
{
    private Plan _plan = null!;
    private Session _session = null!;

    /// <summary>All layers of the table.</summary>
    public static IEnumerable<LayerShape> Layers => LayerShapes.All;

    [ParamsSource(nameof(Layers))]
    public LayerShape Layer { get; set; } = LayerShapes.All[0];

    [GlobalSetup]
    public void Build()
    {
        _plan = Planner.Plan(LayerModel.Of(Layer));
        _session = new Session(_plan, new SessionOptions { Threads = 1 });
        BuiltInInput.Fill(_session);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _session.Dispose();
        _plan.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public void Run() => _session.Run();
}
