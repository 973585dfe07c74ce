using System.Collections.Immutable;
using EdgeConv.Devices.Gpio;
using EdgeConv.Host.Configuration;
using EdgeConv.Host.Decisions;

namespace EdgeConv.Host.Sinks;

/// <summary>
/// Switches lines as rules begin and cease to hold. Lines are taken, switched off, when the run begins: one that a run before left on, as it crashed, is off then. They are given back,
/// switched off, at the end. Each line fails and is had again by itself, and none is ever waited for: a lamp that does not work must not keep a siren silent.
/// </summary>
internal sealed class GpioSink : ISink
{
    private readonly ImmutableArray<SwitchedLine> _switched;

    /// <param name="lines">Where lines are had.</param>
    /// <param name="rules">The rules with their actions, in the order of decisions.</param>
    /// <param name="time">The clock.</param>
    public GpioSink(IOutputLines lines, ImmutableArray<RuleSettings> rules, TimeProvider time) =>
        _switched =
        [
            .. rules
                .SelectMany((rule, index) => rule.Lines.Select(action => KeyValuePair.Create(index, action)))
                .GroupBy(pair => pair.Value.Line, (_, pairs) => new SwitchedLine(lines, pairs.First().Value, [.. pairs.Select(pair => pair.Key)], time)),
        ];

    /// <inheritdoc/>
    public string Name => "gpio";

    /// <inheritdoc/>
    public string? Trouble
    {
        get
        {
            foreach (var line in _switched.AsSpan())
            {
                if (line.Problem is { } problem)
                    return problem;
            }

            return null;
        }
    }

    /// <inheritdoc/>
    public void Begin() => Mend();

    /// <inheritdoc/>
    public void Mend()
    {
        foreach (var line in _switched.AsSpan())
            line.Settle();
    }

    /// <inheritdoc/>
    public void Write(Decision decision, ReadOnlySpan<RuleEvent> events)
    {
        foreach (var line in _switched.AsSpan())
            line.Follow(decision, events);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        var faults = new List<Exception>();
        foreach (var line in _switched)
        {
            try
            {
                line.Dispose();
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                // The others are to be off in any case.
                faults.Add(fault);
            }
        }

        if (faults.Count > 0)
            throw new AggregateException(faults);
    }
}
