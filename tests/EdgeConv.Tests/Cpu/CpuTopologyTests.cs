using EdgeConv.Cpu;

namespace EdgeConv.Tests.Cpu;

/// <summary>The description of a machine against file trees as boards have them.</summary>
public sealed class CpuTopologyTests : IDisposable
{
    private readonly MachineFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Raspberry_Pi_4_has_four_equal_cores()
    {
        _files.Online("0-3").Allowed("0-3");
        for (var core = 0; core < 4; core++)
            _files.Core(core, "cpufreq/cpuinfo_max_freq", 1800000).Place(core, 0, null, core);
        Expect([0, 1, 2, 3], [0, 1, 2, 3], 4, processors: 4);
    }

    [Fact]
    public void Raspberry_Pi_5_has_four_equal_cores()
    {
        _files.Online("0-3").Allowed("0-3");
        for (var core = 0; core < 4; core++)
            _files.Core(core, "cpu_capacity", 1024).Core(core, "cpufreq/cpuinfo_max_freq", 2400000).Place(core, 0, 0, core);
        Expect([0, 1, 2, 3], [0, 1, 2, 3], 4, processors: 4);
    }

    [Fact]
    public void The_big_cores_of_RK3588_are_the_A76_though_core_numbers_repeat_between_clusters()
    {
        Rk3588();
        Expect([0, 1, 2, 3, 4, 5, 6, 7], [4, 5, 6, 7], 4, processors: 8);
        var cores = CpuTopology.Read(_files.Root, 8).Cores;
        Assert.Equal([530d / 1024, 530d / 1024, 530d / 1024, 530d / 1024, 1, 1, 992d / 1024, 992d / 1024], cores.Select(core => core.Capacity));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], cores.Select(core => core.PhysicalCore));
    }

    [Fact]
    public void Threads_stay_on_the_big_cores_where_these_are_enough()
    {
        Rk3588();
        var machine = CpuTopology.Read(_files.Root, 8);
        Assert.Equal([4, 5, 6, 7], machine.CoresFor(2));
        Assert.Equal([4, 5, 6, 7], machine.CoresFor(4));
        Assert.Empty(machine.CoresFor(5));
    }

    [Fact]
    public void Where_all_cores_are_equal_threads_go_where_they_like()
    {
        _files.Online("0-3").Allowed("0-3");
        for (var core = 0; core < 4; core++)
            _files.Core(core, "cpu_capacity", 1024).Place(core, 0, 0, core);
        Assert.Empty(CpuTopology.Read(_files.Root, 4).CoresFor(2));
    }

    [Fact]
    public void Without_capacities_clock_rates_tell_big_from_little()
    {
        _files.Online("0-5").Allowed("0-5");
        for (var core = 0; core < 6; core++)
            _files.Core(core, "cpufreq/cpuinfo_max_freq", core < 4 ? 1416000 : 1800000).Place(core, 0, core < 4 ? 0 : 1, core & 3);
        Expect([0, 1, 2, 3, 4, 5], [4, 5], 2, processors: 6);
    }

    [Fact]
    public void Capacities_count_for_more_than_clock_rates()
    {
        _files.Online("0-1").Allowed("0-1")
            .Core(0, "cpu_capacity", 400).Core(0, "cpufreq/cpuinfo_max_freq", 2000000)
            .Core(1, "cpu_capacity", 1024).Core(1, "cpufreq/cpuinfo_max_freq", 2000000);
        Expect([0, 1], [1], 1, processors: 2);
    }

    [Theory]
    [InlineData(800, false)]
    [InlineData(819, false)]
    [InlineData(820, true)]
    [InlineData(1024, true)]
    public void Big_is_within_a_fifth_of_the_greatest(int capacity, bool big)
    {
        _files.Online("0-1").Core(0, "cpu_capacity", capacity).Core(1, "cpu_capacity", 1024);
        Expect([0, 1], big ? [0, 1] : [1], big ? 2 : 1, processors: 2);
    }

    [Fact]
    public void A_board_with_one_core_gets_one_thread()
    {
        _files.Online("0").Allowed("0").Place(0, 0, null, 0);
        Expect([0], [0], 1, processors: 1);
    }

    [Fact]
    public void A_mask_leaves_the_cores_it_names_and_these_are_compared_with_each_other()
    {
        Rk3588().Allowed("1-2");
        Expect([1, 2], [1, 2], 2, processors: 2);
        _files.Allowed("3,5,7");
        Expect([3, 5, 7], [5, 7], 2, processors: 3);
    }

    [Fact]
    public void A_container_with_a_quota_gets_no_more_threads_than_it_can_keep_busy()
    {
        Rk3588();
        Expect([0, 1, 2, 3, 4, 5, 6, 7], [4, 5, 6, 7], 3, processors: 3);
    }

    [Fact]
    public void Cores_switched_off_are_left_out()
    {
        Rk3588().Online("0-3,6");
        Expect([0, 1, 2, 3, 6], [6], 1, processors: 5);
    }

    [Fact]
    public void Of_hyper_threads_one_a_physical_core_gets_a_thread()
    {
        _files.Online("0-7").Allowed("0-7");
        for (var core = 0; core < 8; core++)
            _files.Place(core, 0, null, core & 3);
        Expect([0, 1, 2, 3, 4, 5, 6, 7], [0, 1, 2, 3, 4, 5, 6, 7], 4, processors: 8);
        Assert.Equal([0, 1, 2, 3, 0, 1, 2, 3], CpuTopology.Read(_files.Root, 8).Cores.Select(core => core.PhysicalCore));
    }

    [Fact]
    public void Both_hyper_threads_of_the_only_physical_core_get_one()
    {
        _files.Online("0-1").Allowed("0-1").Place(0, 0, null, 0).Place(1, 0, null, 0);
        Expect([0, 1], [0, 1], 2, processors: 2);
    }

    [Fact]
    public void Equal_core_numbers_in_two_packages_are_two_cores()
    {
        _files.Online("0-3").Allowed("0-3");
        for (var core = 0; core < 4; core++)
            _files.Place(core, core / 2, null, core & 1);
        Expect([0, 1, 2, 3], [0, 1, 2, 3], 4, processors: 4);
    }

    [Fact]
    public void Without_files_there_are_as_many_equal_cores_as_the_runtime_counts() => Expect([0, 1, 2], [0, 1, 2], 3, processors: 3);

    [Theory]
    [InlineData("")]
    [InlineData("0-")]
    [InlineData("-1")]
    [InlineData("3-1")]
    [InlineData("0,,1")]
    [InlineData("0-4000000000")]
    [InlineData("0-8192")]
    [InlineData("cores")]
    [InlineData("0x1")]
    [InlineData("1 2")]
    public void A_list_of_cores_that_makes_no_sense_counts_as_missing(string list)
    {
        _files.Online(list);
        Expect([0, 1], [0, 1], 2, processors: 2);
        _files.Online("0-3").Allowed(list);
        Expect([0, 1, 2, 3], [0, 1, 2, 3], 4, processors: 4);
    }

    [Fact]
    public void A_mask_of_cores_that_are_off_counts_as_no_description()
    {
        _files.Online("0-1").Allowed("2-3");
        Expect([0, 1], [0, 1], 2, processors: 2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("many")]
    [InlineData("99999999999999999999")]
    public void A_capacity_that_makes_no_sense_makes_the_clock_rates_count(string capacity)
    {
        _files.Online("0-1").Core(0, "cpu_capacity", capacity).Core(1, "cpu_capacity", 1024);
        Expect([0, 1], [0, 1], 2, processors: 2);
        _files.Core(0, "cpufreq/cpuinfo_max_freq", 2000000).Core(1, "cpufreq/cpuinfo_max_freq", 1000000);
        Expect([0, 1], [0], 1, processors: 2);
    }

    [Fact]
    public void A_core_number_that_makes_no_sense_is_a_core_by_itself()
    {
        _files.Online("0-2").Core(0, "topology/core_id", "-1").Core(1, "topology/core_id", "-1").Core(2, "topology/core_id", "?");
        Expect([0, 1, 2], [0, 1, 2], 3, processors: 3);
    }

    [Fact]
    public void Folders_in_the_place_of_files_count_as_missing()
    {
        Directory.CreateDirectory(Path.Combine(_files.Root, "sys/devices/system/cpu/online"));
        Directory.CreateDirectory(Path.Combine(_files.Root, "proc/self/status"));
        Expect([0], [0], 1, processors: 1);
    }

    [Fact]
    public void This_machine_gives_at_least_one_thread_and_no_more_than_the_runtime_counts()
    {
        Assert.InRange(CpuTopology.Current.DefaultThreads, 1, Environment.ProcessorCount);
        Assert.NotEmpty(CpuTopology.Current.BigCores);
        Assert.Contains(CpuTopology.Current.Cores, core => core.Capacity == 1);
    }

    [Fact]
    public void A_machine_without_processors_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => CpuTopology.Read(_files.Root, 0));

    private MachineFiles Rk3588()
    {
        _files.Online("0-7").Allowed("0-7");
        for (var core = 0; core < 8; core++)
            _files.Core(core, "cpu_capacity", core < 4 ? 530 : core < 6 ? 1024 : 992).Place(core, 0, core < 4 ? 0 : core < 6 ? 1 : 2, core < 4 ? core : core & 1);
        return _files;
    }

    private void Expect(int[] cores, int[] big, int threads, int processors)
    {
        var cpu = CpuTopology.Read(_files.Root, processors);
        Assert.Equal(cores, cpu.Cores.Select(core => core.Index));
        Assert.Equal(big, cpu.BigCores.Select(core => core.Index));
        Assert.Equal(threads, cpu.DefaultThreads);
    }
}
