using EdgeConv.Execution;
using EdgeConv.Formats.TfLite;
using EdgeConv.Host.Measurement;
using EdgeConv.Planning;
using EdgeConv.Tensors;

namespace EdgeConv.Benchmarks.Races;

/// <summary>EdgeConv on a .tflite file.</summary>
internal sealed class EdgeConvContender : INetworkContender
{
    private readonly Plan _plan;
    private readonly Session _session;

    /// <summary>Loads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="threads">Threads that share a run.</param>
    /// <param name="name">What tells it from the others; null: EdgeConv with the kernels it runs.</param>
    public EdgeConvContender(string path, int threads, string? name = null)
    {
        _plan = Planner.Plan(TfLiteReader.Load(path));
        _session = new Session(_plan, new SessionOptions { Threads = threads });
        Name = name ?? $"EdgeConv ({BackendName.Of(_plan)})";
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public Span<byte> Input => _session.Input();

    /// <inheritdoc/>
    public ElementType OutputType => _plan.Model.OutputTensors.First().Type;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Output => _session.Output();

    /// <inheritdoc/>
    public void Run() => _session.Run();

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _plan.Dispose();
    }
}
