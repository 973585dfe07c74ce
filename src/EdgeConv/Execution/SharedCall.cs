using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using EdgeConv.Kernels;

namespace EdgeConv.Execution;

/// <summary>
/// A kernel call that several threads take units of. Each thread has a share of them, the same in every run, and takes it in two pieces, three quarters and then
/// the rest, as each piece costs a kernel its preparations; a thread that is through with its own takes what others have left, half of it at a time, so that a slow core does less.
/// As a rule a core thus reads what it wrote itself: units are numbered in the order of rows, in one step as in the next.
/// <para>What makes it right on processors that reorder memory accesses, as ARM does:</para>
/// <list type="bullet">
/// <item>The publisher writes the call, then each share with release. A thread that takes a piece does so by an interlocked exchange (acquire) of that very share
/// and reads the call after it: it sees all that the publisher wrote, and what earlier calls wrote to memory.</item>
/// <item>Whoever holds a piece has not yet taken it off the unfinished units, and until those are 0 the publisher publishes nothing: the fields stand
/// still under the holder. So a thread that comes late, or slept over any number of calls, needs no number of the call to know
/// what it got: a piece taken is a piece of the call published now.</item>
/// <item>A thread takes its units off the unfinished ones by an interlocked addition (release) after the last write of its kernel; the publisher
/// reads 0 there with acquire, and so sees everything the kernels wrote.</item>
/// </list>
/// </summary>
internal sealed class SharedCall
{
    private readonly Share[] _shares;
    private Counter _unfinished;
    private KernelCall? _call;
    private int _restOfShare;
    private Exception? _failure;

    /// <param name="threads">How many threads take part, at least 1.</param>
    public SharedCall(int threads) => _shares = new Share[threads];

    /// <summary>All units are done, and what they wrote can be read.</summary>
    public bool IsDone => Volatile.Read(ref _unfinished.Value) == 0;

    /// <summary>Something is left of a thread's share.</summary>
    public bool HasShare(int worker) => !Units.IsNone(Volatile.Read(ref _shares[worker].Packed));

    /// <summary>Offers a call of at least one unit to the first threads, as many as there are units; the one before must be done. A full fence follows, as <see cref="ParkingSpot.Wake"/> wants it.</summary>
    public void Publish(KernelCall call, int units)
    {
        _call = call;
        _unfinished.Value = units;
        var threads = Math.Min(units, _shares.Length);
        _restOfShare = units / threads / 4;
        for (var worker = 0; worker < threads; worker++)
            Volatile.Write(ref _shares[worker].Packed, Units.Pack((int)((long)units * worker / threads), (int)((long)units * (worker + 1) / threads)));
        Interlocked.MemoryBarrier();
    }

    /// <summary>Runs units as long as there are any that nobody has taken. True for the thread that finishes the call's last one.</summary>
    public bool RunUnits(int worker)
    {
        var finished = 0;
        while (TryTakeOwn(worker, out var begin, out var end) || TryTakeOthers(worker, out begin, out end))
        {
            try
            {
                _call!.Run(begin, end, worker);
            }
            catch (Exception e)
            {
                // Kept for the caller: the others may still be at work in memory that would be returned if it were thrown now.
                Interlocked.CompareExchange(ref _failure, e, null);
            }

            finished += end - begin;
        }

        return finished != 0 && Interlocked.Add(ref _unfinished.Value, -finished) == 0;
    }

    /// <summary>Lets go of a call that is done, and throws what one of its units threw.</summary>
    public void Retire()
    {
        _call = null;
        if (_failure is not { } failure)
            return;
        _failure = null;
        ExceptionDispatchInfo.Throw(failure);
    }

    private bool TryTakeOwn(int worker, out int begin, out int end)
    {
        ref var share = ref _shares[worker].Packed;
        var seen = Volatile.Read(ref share);
        while (!Units.IsNone(seen))
        {
            // The rest may be that of another call than this share is of: then the exchange fails, or any piece will do.
            (begin, var last) = Units.Unpack(seen);
            end = last - begin <= _restOfShare ? last : Math.Max(begin + 1, last - _restOfShare);
            var found = Interlocked.CompareExchange(ref share, Units.Pack(end, last), seen);
            if (found == seen)
                return true;
            seen = found;
        }

        begin = end = 0;
        return false;
    }

    private bool TryTakeOthers(int worker, out int begin, out int end)
    {
        for (var next = 1; next < _shares.Length; next++)
        {
            ref var share = ref _shares[(worker + next) % _shares.Length].Packed;
            var seen = Volatile.Read(ref share);
            while (!Units.IsNone(seen))
            {
                (var first, end) = Units.Unpack(seen);
                begin = end - (int)(((uint)(end - first) + 1) / 2);
                var found = Interlocked.CompareExchange(ref share, Units.Pack(first, begin), seen);
                if (found == seen)
                    return true;
                seen = found;
            }
        }

        begin = end = 0;
        return false;
    }

    /// <summary>Units from one up to another, in one word that can be exchanged at once.</summary>
    private static class Units
    {
        public static long Pack(int begin, int end) => ((long)begin << 32) | (uint)end;

        public static (int Begin, int End) Unpack(long packed) => ((int)(packed >> 32), (int)packed);

        public static bool IsNone(long packed) => (int)(packed >> 32) == (int)packed;
    }

    /// <summary>On cache lines of its own (two of 64 bytes, as some processors fetch them in pairs), wherever the array begins: threads that look for work must not slow down those that have some.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Share
    {
        [FieldOffset(128)]
        public long Packed;
    }

    /// <summary>On cache lines of its own, too.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Counter
    {
        [FieldOffset(128)]
        public int Value;
    }
}
