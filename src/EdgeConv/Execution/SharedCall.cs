using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using EdgeConv.Kernels;

namespace EdgeConv.Execution;

/// <summary>
/// A kernel call that several threads take chunks of. Where chunks end depends on the numbers of units and threads only; who takes which is decided
/// by who comes first, so that a slow or interrupted core takes fewer.
/// <para>What makes it right on processors that reorder memory accesses, as ARM does:</para>
/// <list type="bullet">
/// <item>The publisher writes the call, then <c>Untaken</c> with release. A thread that takes a chunk does so by an interlocked exchange (acquire) of
/// that very variable and reads the call after it: it sees all that the publisher wrote, and what earlier calls wrote to memory.</item>
/// <item>Whoever holds a chunk has not yet taken it off <c>Unfinished</c>, and until that is 0 the publisher publishes nothing: the fields stand
/// still under the holder. So a thread that comes late, or slept over any number of calls, needs no number of the call to know
/// what it got: a chunk taken is a chunk of the call published now.</item>
/// <item>A thread takes its chunks off <c>Unfinished</c> by an interlocked addition (release) after the last write of its kernel; the publisher
/// reads 0 there with acquire, and so sees everything the kernels wrote.</item>
/// </list>
/// </summary>
internal sealed class SharedCall
{
    /// <summary>More chunks even out cores of unequal speed better, and cost more: the last chunk of a core that is four times slower is still small.</summary>
    private const int ChunksPerThread = 4;

    private Counters _counters;
    private KernelCall? _call;
    private int _units;
    private int _chunks;
    private Exception? _failure;

    /// <summary>Some chunk waits for a thread.</summary>
    public bool HasUntaken => Volatile.Read(ref _counters.Untaken) != 0;

    /// <summary>All units are done, and what they wrote can be read.</summary>
    public bool IsDone => Volatile.Read(ref _counters.Unfinished) == 0;

    /// <summary>How many chunks a call is cut into.</summary>
    public static int Chunks(int units, int threads) => Math.Min(units, threads * ChunksPerThread);

    /// <summary>Offers a call of at least one unit; the one before must be done. A full fence follows, as <see cref="ParkingSpot.Wake"/> wants it.</summary>
    public void Publish(KernelCall call, int units, int chunks)
    {
        _call = call;
        _units = units;
        _chunks = chunks;
        _counters.Unfinished = chunks;
        Volatile.Write(ref _counters.Untaken, chunks);
        Interlocked.MemoryBarrier();
    }

    /// <summary>Runs chunks as long as there are any. True for the thread that finishes the call's last one.</summary>
    public bool RunChunks(int worker)
    {
        if (!TryTake(out var untaken))
            return false;
        var (call, units, chunks) = (_call!, _units, _chunks);
        var finished = 0;
        do
        {
            var chunk = chunks - untaken;
            try
            {
                call.Run(Begin(chunk, units, chunks), Begin(chunk + 1, units, chunks), worker);
            }
            catch (Exception e)
            {
                // Kept for the caller: the others may still be at work in memory that would be returned if it were thrown now.
                Interlocked.CompareExchange(ref _failure, e, null);
            }

            finished++;
        }
        while (TryTake(out untaken));
        return Interlocked.Add(ref _counters.Unfinished, -finished) == 0;
    }

    /// <summary>Lets go of a call that is done, and throws what one of its chunks threw.</summary>
    public void Retire()
    {
        _call = null;
        if (_failure is not { } failure)
            return;
        _failure = null;
        ExceptionDispatchInfo.Throw(failure);
    }

    private static int Begin(int chunk, int units, int chunks) => (int)((long)units * chunk / chunks);

    private bool TryTake(out int untaken)
    {
        untaken = Volatile.Read(ref _counters.Untaken);
        while (untaken != 0)
        {
            var seen = Interlocked.CompareExchange(ref _counters.Untaken, untaken - 1, untaken);
            if (seen == untaken)
                return true;
            untaken = seen;
        }

        return false;
    }

    /// <summary>On cache lines of their own (two of 64 bytes, as some processors fetch them in pairs): threads that look for work must not slow down those that finish it.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 384)]
    private struct Counters
    {
        [FieldOffset(128)]
        public int Untaken;

        [FieldOffset(256)]
        public int Unfinished;
    }
}
