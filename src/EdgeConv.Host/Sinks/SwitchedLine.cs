using System.Collections.Immutable;
using EdgeConv.Devices.Gpio;
using EdgeConv.Host.Configuration;
using EdgeConv.Host.Decisions;
using EdgeConv.Host.Failures;

namespace EdgeConv.Host.Sinks;

/// <summary>
/// A line, and the rules it stands for: it is on while one of them holds. One that cannot be had or switched is given back and taken anew, with longer and longer waits; it
/// then gets the level that holds by then. Nothing here waits or fails for it.
/// </summary>
/// <param name="lines">Where lines are had.</param>
/// <param name="action">Which it is, and how it is switched.</param>
/// <param name="rules">The rules, by their places in decisions.</param>
/// <param name="time">The clock.</param>
internal sealed class SwitchedLine(IOutputLines lines, LineAction action, ImmutableArray<int> rules, TimeProvider time) : IDisposable
{
    private readonly Backoff _backoff = new(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(30));
    private readonly bool[] _holds = new bool[rules.Length];
    private IOutputLine? _line;
    private long _failedAt;
    private TimeSpan _wait;

    /// <summary>Why it is not as it should be; null: it is.</summary>
    public string? Problem { get; private set; }

    /// <summary>Switches as rules did, one event after the other so that a short pulse is one, too; in the end as the decision says.</summary>
    public void Follow(Decision decision, ReadOnlySpan<RuleEvent> events)
    {
        foreach (ref readonly var one in events)
        {
            var index = rules.IndexOf(one.Rule);
            if (index < 0)
                continue;
            _holds[index] = one.IsActive;
            Settle();
        }

        for (var i = 0; i < rules.Length; i++)
            _holds[i] = decision.Active[rules[i]];
        Settle();
    }

    /// <summary>Takes it if it is not had, and gives it its level; after a failure only once it is time for another attempt.</summary>
    public void Settle()
    {
        if (Problem is not null && time.GetElapsedTime(_failedAt) < _wait)
            return;
        try
        {
            _line ??= lines.Take(action.Line, Level(isOn: false));
            _line.Switch(Level(_holds.AsSpan().Contains(true)));
            if (Problem is null)
                return;
            Problem = null;
            _backoff.Reset();
        }
        catch (LineException problem)
        {
            Fail(problem.Message);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Of the driver, which is no reason to keep other lines from switching.
            Fail($"{action.Line}: {fault.GetType().Name}: {fault.Message}");
        }
    }

    /// <summary>Switches it off and gives it back.</summary>
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
        finally
        {
            GiveBack();
        }
    }

    private void Fail(string problem)
    {
        (Problem, _failedAt, _wait) = (problem, time.GetTimestamp(), _backoff.Next());
        GiveBack();
    }

    /// <summary>After a failure the line is taken anew: its chip may have been unplugged.</summary>
    private void GiveBack()
    {
        var line = _line;
        _line = null;
        line?.Dispose();
    }

    private bool Level(bool isOn) => isOn != action.ActiveLow;
}
