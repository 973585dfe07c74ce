using System.Globalization;

namespace EdgeConv.Host.Failures;

/// <summary>
/// Whether a part of the program works. A problem is told once when it begins and once when it is over, not each time it shows; what comes and goes is told at most
/// once a minute, what comes and stays is told in any case. For any thread.
/// </summary>
/// <param name="part">What it is the condition of, as messages begin with it: <c>camera</c>.</param>
/// <param name="journal">Where it is told.</param>
/// <param name="time">The clock.</param>
internal sealed class Condition(string part, IJournal journal, TimeProvider time)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private long _since;
    private long _told;
    private bool _wasTold;
    private bool _isTold;

    /// <summary>What it is the condition of.</summary>
    public string Part => part;

    /// <summary>What does not work; null while all is well.</summary>
    public string? Problem { get; private set; }

    /// <summary>How often a problem began.</summary>
    public long Failures { get; private set; }

    /// <summary>There is a problem.</summary>
    public void Fails(string problem)
    {
        lock (_lock)
        {
            if (Problem is null)
            {
                _since = time.GetTimestamp();
                _isTold = false;
                Failures++;
            }

            var isNew = problem != Problem;
            Problem = problem;
            if ((!isNew && _isTold) || (_wasTold && time.GetElapsedTime(_told) < Quiet))
                return;
            (_told, _wasTold, _isTold) = (time.GetTimestamp(), true, true);
            journal.Warn($"{part}: {problem}");
        }
    }

    /// <summary>All is well, or well again.</summary>
    /// <param name="how">What to say of it: <c>is open</c>.</param>
    public void Works(string how)
    {
        lock (_lock)
        {
            if (Problem is null)
                return;
            Problem = null;
            if (_isTold)
                journal.Note(string.Create(CultureInfo.InvariantCulture, $"{part}: {how} again, after {time.GetElapsedTime(_since).TotalSeconds:0.0} s"));
        }
    }
}
