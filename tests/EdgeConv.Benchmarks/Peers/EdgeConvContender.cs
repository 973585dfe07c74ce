using EdgeConv.Execution;
using EdgeConv.Formats.TfLite;
using EdgeConv.Host.Measurement;
using EdgeConv.Planning;

namespace EdgeConv.Benchmarks.Peers;

/// <summary>EdgeConv on a .tflite file.</summary>
internal sealed class EdgeConvContender : IContender
{
    private readonly Plan _plan;
    private readonly Session _session;

    /// <summary>Loads the file.</summary>
    public EdgeConvContender(string path, int threads)
    {
        _plan = Planner.Plan(TfLiteReader.Load(path));
        _session = new Session(_plan, new SessionOptions { Threads = threads });
        Name = $"EdgeConv ({BackendName.Of(_plan)})";
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public Span<byte> Input => _session.Input();

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
