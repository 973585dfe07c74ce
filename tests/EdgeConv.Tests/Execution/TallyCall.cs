using EdgeConv.Kernels;

namespace EdgeConv.Tests.Execution;

/// <summary>A call that counts how often each unit is done, and refuses two threads with one worker number.</summary>
internal sealed class TallyCall(int units, int workers, Action<int>? perUnit = null) : KernelCall
{
    private readonly int[] _done = new int[units];
    private readonly int[] _atWork = new int[workers];

    public override int Units => units;

    /// <summary>How often a chunk found its worker number in use by another thread, or out of range; must stay 0.</summary>
    public int Clashes;

    /// <summary>Workers that have done something, a bit each.</summary>
    public long Workers;

    public override void Run(int begin, int end, int worker)
    {
        if ((uint)worker >= (uint)_atWork.Length || Interlocked.Exchange(ref _atWork[worker], 1) != 0 || begin >= end)
            Interlocked.Increment(ref Clashes);
        Interlocked.Or(ref Workers, 1L << worker);
        for (var unit = begin; unit < end; unit++)
        {
            // Plain, not interlocked: whether the caller sees it is part of what is tested, and a unit done by two threads is found by its count.
            _done[unit]++;
            perUnit?.Invoke(unit);
        }

        Volatile.Write(ref _atWork[worker], 0);
    }

    public void AssertEachUnitDone(int times)
    {
        Assert.Equal(0, Clashes);
        Assert.All(_done, count => Assert.Equal(times, count));
    }
}
