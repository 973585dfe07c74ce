namespace EdgeConv.Host.Failures;

/// <summary>How long to wait before the next attempt: twice as long each time, up to a limit.</summary>
internal sealed class Backoff
{
    private readonly TimeSpan _first;
    private readonly TimeSpan _most;
    private TimeSpan _next;

    /// <param name="first">The wait before the second attempt.</param>
    /// <param name="most">The limit.</param>
    public Backoff(TimeSpan first, TimeSpan most) => (_first, _most, _next) = (first, most, first);

    /// <summary>The wait after another failure.</summary>
    public TimeSpan Next()
    {
        var wait = _next;
        _next = _next * 2 < _most ? _next * 2 : _most;
        return wait;
    }

    /// <summary>It worked: begin anew.</summary>
    public void Reset() => _next = _first;
}
