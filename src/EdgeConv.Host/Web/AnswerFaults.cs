using System.Collections.Concurrent;
using EdgeConv.Host.Failures;

namespace EdgeConv.Host.Web;

/// <summary>Tells of faults in answers: each kind at each path once, as whoever asks may ask a thousand times. For any thread.</summary>
/// <param name="journal">Where they are told.</param>
internal sealed class AnswerFaults(IJournal journal)
{
    // A path is whatever a request says.
    private const int Most = 32;

    private readonly ConcurrentDictionary<(string Path, Type Kind), bool> _told = new();

    /// <summary>An answer failed.</summary>
    /// <param name="path">The path that was asked for.</param>
    /// <param name="problem">How.</param>
    public void Tell(string path, Exception problem)
    {
        if (_told.Count < Most && _told.TryAdd((path, problem.GetType()), true))
            journal.Warn($"web: {path} failed ({problem.GetType().Name}: {problem.Message}); the run goes on, and this is told once");
    }
}
