using System.Collections.Concurrent;
using EdgeConv.Devices.Gpio;

namespace EdgeConv.Tests.Host.Sinks;

/// <summary>Lines that write down what is done to them, can be busy, and can fail when they are switched.</summary>
internal sealed class ScriptedLines : IOutputLines
{
    private readonly ConcurrentQueue<string> _done = new();

    public HashSet<int> Busy { get; } = [];

    public ConcurrentDictionary<int, string> Broken { get; } = new();

    public IEnumerable<string> Done => _done;

    public IOutputLine Take(OutputLineName name, bool isHigh)
    {
        lock (Busy)
        {
            if (Busy.Contains(name.Number))
                throw new LineException($"{name} is in use by somebody else.");
        }

        _done.Enqueue($"take {name} {Level(isHigh)}");
        return new Line(this, name, isHigh);
    }

    private static string Level(bool isHigh) => isHigh ? "high" : "low";

    private sealed class Line(ScriptedLines owner, OutputLineName name, bool isHigh) : IOutputLine
    {
        private bool _isHigh = isHigh;

        public void Switch(bool isHigh)
        {
            if (owner.Broken.TryGetValue(name.Number, out var problem))
                throw new LineException($"{name} cannot be switched: {problem}");
            if (_isHigh == isHigh)
                return;
            _isHigh = isHigh;
            owner._done.Enqueue($"{name} {Level(isHigh)}");
        }

        public void Dispose() => owner._done.Enqueue($"give {name}");
    }
}
