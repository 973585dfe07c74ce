using System.Collections.Immutable;
using EdgeConv.Devices.Gpio;
using EdgeConv.Host.Configuration;
using EdgeConv.Host.Decisions;

namespace EdgeConv.Host.Sinks;

/// <summary>
/// Switches lines as rules begin and cease to hold. A line with several rules is on while one of them holds. Lines are taken with the first decision and given back,
/// switched off, at the end; one that cannot be had or switched is taken anew, and then gets the level that holds by then.
/// </summary>
internal sealed class GpioSink : ISink
{
    private readonly IOutputLines _lines;
    private readonly ImmutableArray<SwitchedLine> _switched;
    private RuleEvent? _lastOfFailure;

    /// <param name="lines">Where lines are had.</param>
    /// <param name="rules">The rules with their actions, in the order of decisions.</param>
    public GpioSink(IOutputLines lines, ImmutableArray<RuleSettings> rules)
    {
        _lines = lines;
        _switched =
        [
            .. rules
                .SelectMany((rule, index) => rule.Lines.Select(action => KeyValuePair.Create(index, action)))
                .GroupBy(pair => pair.Value.Line, (_, pairs) => new SwitchedLine(pairs.First().Value, [.. pairs.Select(pair => pair.Key)])),
        ];
    }

    /// <inheritdoc/>
    public string Name => "gpio";

    /// <inheritdoc/>
    public void Write(Decision decision, ReadOnlySpan<RuleEvent> events)
    {
        // After a failure the same events come again, before newer ones: a bell that works must not ring again and again because a lamp does not.
        var news = _lastOfFailure is { } last ? events[(events.LastIndexOf(last) + 1)..] : events;
        LineException? failure = null;
        foreach (var line in _switched)
        {
            try
            {
                line.Follow(_lines, decision, news);
            }
            catch (LineException problem)
            {
                // The other lines are switched first: one that is busy must not keep a siren silent.
                failure ??= problem;
                line.GiveBack();
            }
        }

        _lastOfFailure = failure is null || events.IsEmpty ? null : events[^1];
        if (failure is not null)
            throw failure;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var line in _switched)
            line.Dispose();
    }

    /// <summary>A line, and the rules it stands for.</summary>
    private sealed class SwitchedLine(LineAction action, ImmutableArray<int> rules) : IDisposable
    {
        private readonly bool[] _holds = new bool[rules.Length];
        private IOutputLine? _line;

        /// <summary>Switches as rules did, one event after the other so that a short pulse is one, too; in the end as the decision says.</summary>
        public void Follow(IOutputLines lines, Decision decision, ReadOnlySpan<RuleEvent> events)
        {
            _line ??= lines.Take(action.Line, Level(isOn: false));
            foreach (ref readonly var one in events)
            {
                var index = rules.IndexOf(one.Rule);
                if (index < 0)
                    continue;
                _holds[index] = one.IsActive;
                Switch();
            }

            for (var i = 0; i < rules.Length; i++)
                _holds[i] = decision.Active[rules[i]];
            Switch();
        }

        /// <summary>After a failure the line is taken anew: its chip may have been unplugged.</summary>
        public void GiveBack()
        {
            _line?.Dispose();
            _line = null;
        }

        public void Dispose()
        {
            try
            {
                _line?.Switch(Level(isOn: false));
            }
            catch (LineException)
            {
                // It failed before and was told of; there is nobody left to try again.
            }

            GiveBack();
        }

        private void Switch() => _line!.Switch(Level(_holds.AsSpan().Contains(true)));

        private bool Level(bool isOn) => isOn != action.ActiveLow;
    }
}
