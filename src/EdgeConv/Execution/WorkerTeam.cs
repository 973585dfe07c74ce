using System.Collections.Immutable;
using EdgeConv.Cpu;
using EdgeConv.Kernels;

namespace EdgeConv.Execution;

/// <summary>
/// The threads behind a <see cref="WorkerPool"/> and what they share. They know the team and not the pool, so that a pool nobody refers to any more is
/// collected and lets them go.
/// </summary>
internal sealed class WorkerTeam : IDisposable
{
    private readonly SharedCall _work;
    private readonly ParkingSpot _callersSpot = new();
    private readonly ParkingSpot[] _spots;
    private readonly Thread[] _threads;
    private readonly ImmutableArray<int> _cores;
    private readonly bool _crowded;
    private int _ready;
    private int _runs;
    private bool _stopping;

    /// <param name="helpers">The number of threads beside the caller's, at least 1.</param>
    /// <param name="cores">The cores they may run on; empty: all.</param>
    public WorkerTeam(int helpers, ImmutableArray<int> cores)
    {
        _cores = cores;
        _work = new SharedCall(helpers + 1);
        _crowded = helpers + 1 > Environment.ProcessorCount;
        _spots = [.. Enumerable.Range(0, helpers).Select(_ => new ParkingSpot())];
        _threads = [.. Enumerable.Range(1, helpers).Select(worker => new Thread(() => Work(worker)) { IsBackground = true, Name = $"EdgeConv worker {worker}" })];
    }

    /// <summary>Starts the threads; they and the calling one are ready to run and to park without an allocation when this returns.</summary>
    /// <exception cref="OutOfMemoryException">The system gives no more threads; those it gave run until <see cref="Stop"/>.</exception>
    public void Start()
    {
        _callersSpot.PrepareThread();
        foreach (var thread in _threads)
            thread.UnsafeStart();
        while (Volatile.Read(ref _ready) < _threads.Length)
            Thread.Yield();
    }

    /// <summary>Until <see cref="EndRun"/>, threads without work look out for some longer before they park; parked ones wake up.</summary>
    public void BeginRun()
    {
        Interlocked.Increment(ref _runs);
        Wake(_spots.Length);
    }

    /// <summary>Ends what the matching <see cref="BeginRun"/> began.</summary>
    public void EndRun() => Interlocked.Decrement(ref _runs);

    /// <summary>Runs a call of at least two units, the calling thread being worker 0; one call at a time.</summary>
    public void Run(KernelCall call, int units)
    {
        _work.Publish(call, units);
        Wake(Math.Min(_spots.Length, units - 1));
        if (!_work.RunUnits(worker: 0))
            AwaitOthers();
        _work.Retire();
    }

    /// <summary>Tells the threads to end once they have nothing to do.</summary>
    public void Stop()
    {
        Volatile.Write(ref _stopping, true);
        Interlocked.MemoryBarrier();
        Wake(_spots.Length);
    }

    /// <summary>Stops the threads and waits for their end.</summary>
    public void Dispose()
    {
        Stop();
        foreach (var thread in _threads)
            thread.Join();
        foreach (var spot in _spots)
            spot.Dispose();
        _callersSpot.Dispose();
    }

    /// <summary>Wakes those of the first threads that are parked.</summary>
    private void Wake(int threads)
    {
        for (var i = 0; i < threads; i++)
            _spots[i].Wake();
    }

    private void AwaitOthers()
    {
        var spin = new IdleSpin(_crowded);
        while (!_work.IsDone)
        {
            if (spin.Wait(hot: true))
                continue;
            _callersSpot.Announce();
            if (_work.IsDone)
                _callersSpot.Withdraw();
            else
                _callersSpot.Sleep();
        }
    }

    private void Work(int worker)
    {
        if (!_cores.IsEmpty)
            ThreadAffinity.TryConfine(_cores.AsSpan());
        _spots[worker - 1].PrepareThread();
        Interlocked.Increment(ref _ready);
        while (AwaitWork(worker))
        {
            // The addition that made this thread the last is the full fence that Wake wants. The caller may have seen it already, returned, and be
            // waiting for the end of its next call: then it wakes for nothing and looks again.
            if (_work.RunUnits(worker))
                _callersSpot.Wake();
        }
    }

    /// <summary>False when the team is to end.</summary>
    private bool AwaitWork(int worker)
    {
        var spot = _spots[worker - 1];
        var spin = new IdleSpin(_crowded);
        while (!_work.HasShare(worker))
        {
            if (Volatile.Read(ref _stopping))
                return false;
            if (spin.Wait(hot: Volatile.Read(ref _runs) != 0))
                continue;
            spot.Announce();
            if (_work.HasShare(worker) || Volatile.Read(ref _stopping))
            {
                spot.Withdraw();
            }
            else
            {
                spot.Sleep();
                spin.Restart();
            }
        }

        return true;
    }
}
