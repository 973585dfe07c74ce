using EdgeConv.Benchmarks.Races;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Benchmarks.Races;

/// <summary>A contender that takes its time and answers what it is told to.</summary>
internal sealed class Sleeper(TimeSpan time, ElementType type = ElementType.Int8, params byte[] output) : INetworkContender
{
    public int Runs { get; private set; }

    public string Name => $"sleeper of {time.TotalMilliseconds} ms";

    public Span<byte> Input => [];

    public ElementType OutputType => type;

    public ReadOnlySpan<byte> Output => output;

    public void Run()
    {
        Thread.Sleep(time);
        Runs++;
    }

    public void Dispose()
    {
    }
}
