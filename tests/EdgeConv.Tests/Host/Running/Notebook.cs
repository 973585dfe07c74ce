using System.Collections.Concurrent;
using EdgeConv.Host.Failures;

namespace EdgeConv.Tests.Host.Running;

/// <summary>A journal that keeps what it is told.</summary>
internal sealed class Notebook : IJournal
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> Lines => [.. _lines];

    public void Note(string message) => _lines.Enqueue($"note: {message}");

    public void Warn(string message) => _lines.Enqueue($"warning: {message}");
}
