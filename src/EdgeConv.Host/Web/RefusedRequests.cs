using System.Collections.Concurrent;
using EdgeConv.Host.Failures;
using Microsoft.AspNetCore.Http;

namespace EdgeConv.Host.Web;

/// <summary>
/// Counts requests that are not answered. The first that is more than a wrong path (browsers ask for whatever sites commonly have) is told, so that whoever set
/// something up wrongly learns of it; a thousand more say nothing new.
/// </summary>
/// <param name="journal">Where it is told.</param>
internal sealed class RefusedRequests(IJournal journal)
{
    /// <summary>The reason of those that ask for what is not there.</summary>
    public const string NoSuchPath = "path";

    /// <summary>The reason of those whose answer went wrong, which is told elsewhere.</summary>
    public const string Fault = "fault";

    private const int MostConnections = 64;

    private readonly ConcurrentDictionary<string, long> _counts = new();
    private readonly Queue<string> _answered = new(MostConnections);
    private int _isTold;

    /// <summary>How many there were, by reason.</summary>
    public IEnumerable<(string Reason, long Count)> Counts => _counts.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => (one.Key, one.Value));

    /// <summary>A request's body could not be read, which was answered. The server will say the same of its connection when it is done with it.</summary>
    /// <param name="problem">Why.</param>
    /// <param name="sender">Who sent it.</param>
    /// <param name="connection">Its connection, as the server calls it.</param>
    public void CountAnswered(BadHttpRequestException problem, string? sender, string connection)
    {
        lock (_answered)
        {
            if (_answered.Count == MostConnections)
                _answered.Dequeue();
            _answered.Enqueue(connection);
        }

        Count(ReasonOf(problem), sender);
    }

    /// <summary>The server says of a connection that what came could not be read; if that has been answered it is counted already.</summary>
    /// <param name="problem">Why.</param>
    /// <param name="connection">The connection.</param>
    public void CountUnanswered(BadHttpRequestException problem, string? connection)
    {
        lock (_answered)
        {
            if (connection is not null && _answered.Contains(connection))
                return;
        }

        Count(ReasonOf(problem), null);
    }

    /// <summary>A request was not answered.</summary>
    /// <param name="reason">Why: one of a few words, never anything a request said.</param>
    /// <param name="sender">Who sent it, when that is known.</param>
    public void Count(string reason, string? sender)
    {
        _counts.AddOrUpdate(reason, 1, (_, count) => count + 1);
        if (reason is NoSuchPath or Fault)
            return;
        if (Interlocked.Exchange(ref _isTold, 1) == 0)
            journal.Warn($"web: a request{(sender is null ? "" : $" from {sender}")} was refused ({reason}); further ones are counted at /metrics");
    }

    private static string ReasonOf(BadHttpRequestException problem) => problem.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => "size",
        StatusCodes.Status408RequestTimeout => "slow",
        _ => "malformed",
    };
}
