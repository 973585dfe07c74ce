using System.Collections.Immutable;

namespace EdgeConv.Cpu;

/// <summary>The cores this process may run on, and how many threads suit them.</summary>
public sealed class CpuTopology
{
    /// <summary>A core counts as big within 20 % of the most capable one: boost clocks differ by a few per cent, clusters by much more (A55 beside A76: half).</summary>
    private const double BigCapacity = 0.8;

    private static readonly Lazy<CpuTopology> OfThisMachine = new(() => Read("/", Environment.ProcessorCount));

    private CpuTopology(ImmutableArray<CpuCore> cores, int processors)
    {
        Cores = cores;
        BigCores = [.. cores.Where(core => core.Capacity >= BigCapacity)];
        DefaultThreads = Math.Min(ThreadsFor(BigCores), processors);
    }

    /// <summary>The machine this process runs on, as it was when first asked for.</summary>
    public static CpuTopology Current => OfThisMachine.Value;

    /// <summary>Cores that are switched on and that the process's affinity mask allows, in ascending order; at least one.</summary>
    public ImmutableArray<CpuCore> Cores { get; }

    /// <summary>Those of <see cref="Cores"/> whose capacity is within 20 % of the greatest.</summary>
    public ImmutableArray<CpuCore> BigCores { get; }

    /// <summary>How many threads share out a kernel's work unless the user says otherwise; at least 1, never more than the container's limit.</summary>
    public int DefaultThreads { get; }

    /// <summary>
    /// The cores that so many threads which share out a kernel's work are to stay on, by the system's numbers: the big ones, if there are others and enough of them,
    /// since a step ends when its slowest thread does. Empty: any.
    /// </summary>
    public ImmutableArray<int> CoresFor(int threads) =>
        BigCores.Length == Cores.Length || threads > BigCores.Length ? [] : [.. BigCores.Select(core => core.Index)];

    /// <summary>
    /// Reads the description of a machine. Where the system gives none, or one that makes no sense, it is <paramref name="processors"/> equal cores.
    /// </summary>
    /// <param name="root">The directory that holds sys and proc: "/" for the running machine.</param>
    /// <param name="processors">The processors the process may keep busy, affinity mask and cgroup quota considered: <see cref="Environment.ProcessorCount"/>.</param>
    public static CpuTopology Read(string root, int processors)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentOutOfRangeException.ThrowIfLessThan(processors, 1);
        var files = new CpuFiles(root);
        var usable = files.Online;
        if (files.Allowed is { } allowed)
            usable?.IntersectWith(allowed);
        if (usable is not { Count: > 0 })
            return new CpuTopology([.. Enumerable.Range(0, processors).Select(index => new CpuCore(index, 1, index))], processors);

        // A number for some cores only compares with nothing.
        var capacities = ForAll(usable, core => files.Number(core, "cpu_capacity")) ?? ForAll(usable, core => files.Number(core, "cpufreq", "cpuinfo_max_freq"));
        var greatest = capacities?.Values.Max() ?? 1;
        var physicalCores = PhysicalCores(usable, files);
        return new CpuTopology([.. usable.Select(core => new CpuCore(core, capacities is null ? 1 : (double)capacities[core] / greatest, physicalCores[core]))], processors);
    }

    /// <summary>
    /// One thread a big core. Little ones would help by their share of the throughput, but each step ends when the slowest thread does.
    /// <para>
    /// Of hyper-threads, one a physical core: a kernel keeps the multipliers of its core busy by itself, so that two on one core share them and each
    /// becomes the straggler all others wait for. Only where that would leave a single thread both siblings work: then there is nobody to wait for
    /// them, and one computes while the other waits for memory.
    /// </para>
    /// </summary>
    private static int ThreadsFor(ImmutableArray<CpuCore> bigCores)
    {
        var physical = bigCores.DistinctBy(core => core.PhysicalCore).Count();
        return physical > 1 ? physical : bigCores.Length;
    }

    private static Dictionary<int, int>? ForAll(SortedSet<int> cores, Func<int, int?> number)
    {
        var numbers = cores.ToDictionary(core => core, core => number(core) ?? 0);
        return numbers.Values.All(value => value > 0) ? numbers : null;
    }

    private static Dictionary<int, int> PhysicalCores(SortedSet<int> cores, CpuFiles files)
    {
        // Core numbers are unique within a cluster only: on RK3588, Linux 5.18 and later call three different cores "package 0, core 0".
        (int Package, int Cluster, int Core)? Place(int core) => files.Number(core, "topology", "core_id") is { } id
            ? (files.Number(core, "topology", "physical_package_id") ?? -1, files.Number(core, "topology", "cluster_id") ?? -1, id)
            : null;

        var first = new Dictionary<(int, int, int), int>();
        return cores.ToDictionary(core => core, core =>
        {
            if (Place(core) is not { } place)
                return core;
            first.TryAdd(place, core);
            return first[place];
        });
    }
}
