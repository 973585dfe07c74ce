namespace EdgeConv.Devices.Gpio;

/// <summary>Lines for computers that have none: switching is told, and nothing is switched.</summary>
/// <param name="tell">Takes a sentence each time a level changes.</param>
public sealed class SimulatedLines(Action<string> tell) : IOutputLines
{
    private readonly HashSet<OutputLineName> _taken = [];

    /// <inheritdoc/>
    public IOutputLine Take(OutputLineName name, bool isHigh)
    {
        if (!_taken.Add(name))
            throw new LineException($"{name} is in use already.");
        var line = new Line(this, name);
        line.Switch(isHigh);
        return line;
    }

    private sealed class Line(SimulatedLines owner, OutputLineName name) : IOutputLine
    {
        private bool? _isHigh;

        public void Switch(bool isHigh)
        {
            if (_isHigh == isHigh)
                return;
            _isHigh = isHigh;
            owner.Tell(name, isHigh);
        }

        public void Dispose() => owner._taken.Remove(name);
    }

    private void Tell(OutputLineName name, bool isHigh) => tell($"{name} is {(isHigh ? "high" : "low")} (simulated: this build switches no lines)");
}
