namespace EdgeConv.Execution;

/// <summary>
/// Where one thread sleeps until another has made something true. The sleeper announces itself and looks once more before it sleeps; the waker makes
/// it true and then looks for an announcement. Each writes one thing and reads the other, so each needs a full fence between the two (acquire and
/// release do not order a write before a later read, on x86 neither): then at least one of them sees the other, and no wake-up is lost. One may come for
/// nothing, since the bell of a withdrawn announcement may still ring: sleepers look again when they wake.
/// </summary>
internal sealed class ParkingSpot : IDisposable
{
    private readonly AutoResetEvent _bell = new(false);
    private int _announced;

    /// <summary>
    /// Lets the runtime allocate now what it keeps of each thread that waits (136 bytes in .NET 10, when a thread does so first). To be called before
    /// the spot is in use.
    /// </summary>
    public void PrepareThread() => _bell.WaitOne(0);

    /// <summary>The sleeper says that it is about to sleep. What it reads after this it reads behind a full fence.</summary>
    public void Announce()
    {
        Volatile.Write(ref _announced, 1);
        Interlocked.MemoryBarrier();
    }

    /// <summary>The sleeper, having looked again, need not sleep.</summary>
    public void Withdraw() => Volatile.Write(ref _announced, 0);

    /// <summary>The sleeper sleeps, until woken.</summary>
    public void Sleep() => _bell.WaitOne();

    /// <summary>Wakes the sleeper if one has announced itself. What the sleeper waits for must have been written before, and a full fence passed.</summary>
    public void Wake()
    {
        if (Volatile.Read(ref _announced) != 0 && Interlocked.Exchange(ref _announced, 0) != 0)
            _bell.Set();
    }

    /// <inheritdoc/>
    public void Dispose() => _bell.Dispose();
}
