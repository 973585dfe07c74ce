using BenchmarkDotNet.Attributes;
using EdgeConv.Cpu;
using EdgeConv.Execution;
using EdgeConv.Host.Files;
using EdgeConv.Host.Verification;
using EdgeConv.Planning;

namespace EdgeConv.Benchmarks;

/// <summary>Whole models, one run after another.</summary>
[MemoryDiagnoser]
public class ModelBenchmarks : IDisposable
{
    private static readonly string[] Wanted =
    [
        "made_mobilenet_v1_1.0_224_int8pc.tflite",
        "coral_tf2_mobilenet_v2_1.0_224_ptq.tflite",
        "coral_mobilenet_v2_1.0_224_quant.tflite",
        "coral_mobilenet_v1_0.25_128_quant.tflite",
    ];

    private Plan _plan = null!;
    private Session _session = null!;

    /// <summary>The model files that are there, and the model that always is.</summary>
    public static IEnumerable<string> Models => [ModelFile.EmbeddedName, .. Wanted.Where(file => SharedModels.Find(file) is not null)];

    [ParamsSource(nameof(Models))]
    public string Model { get; set; } = ModelFile.EmbeddedName;

    /// <summary>One, and one for each big core.</summary>
    public static IEnumerable<int> ThreadCounts => new[] { 1, CpuTopology.Current.DefaultThreads }.Distinct();

    /// <summary>Threads that share a run.</summary>
    [ParamsSource(nameof(ThreadCounts))]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Load()
    {
        _plan = Planner.Plan(ModelFile.Load(Model == ModelFile.EmbeddedName ? null : SharedModels.Find(Model)));
        _session = new Session(_plan, new SessionOptions { Threads = Threads });
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
