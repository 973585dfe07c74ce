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
    /// <exception cref="PeerAbsentException">The engine has not so many threads.</exception>
    public EdgeConvContender(string path, int threads)
    {
        if (threads != 1)
            throw new PeerAbsentException("EdgeConv runs on one thread so far");
        _plan = Planner.Plan(TfLiteReader.Load(path));
        _session = new Session(_plan);
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
