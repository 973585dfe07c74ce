namespace EdgeConv.Host.Web.Live;

/// <summary>Counts those who watch, so that nothing is made that nobody looks at.</summary>
internal sealed class Audience
{
    private int _count;

    /// <summary>How many watch.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Somebody watches until this is disposed of.</summary>
    public IDisposable Join()
    {
        Interlocked.Increment(ref _count);
        return new Seat(this);
    }

    private sealed class Seat(Audience audience) : IDisposable
    {
        private int _isLeft;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isLeft, 1) == 0)
                Interlocked.Decrement(ref audience._count);
        }
    }
}
