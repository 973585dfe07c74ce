using EdgeConv.Cpu;

namespace EdgeConv.Tests.Cpu;

public class ThreadAffinityTests
{
    [Fact]
    public void A_thread_runs_on_the_cores_it_is_confined_to()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux only");
        var core = CpuTopology.Current.Cores[^1].Index;
        Bounded.Run(() =>
        {
            Assert.True(ThreadAffinity.TryConfine([core]));
            Assert.Equal($"{core}", AllowedCores());
        });
    }

    [Fact]
    public void A_refusal_is_told_and_changes_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux only");
        Bounded.Run(() =>
        {
            var before = AllowedCores();
            Assert.False(ThreadAffinity.TryConfine([]));
            Assert.False(ThreadAffinity.TryConfine([-1, 1024, int.MaxValue]));
            Assert.Equal(before, AllowedCores());
        });
    }

    private static string AllowedCores() =>
        File.ReadLines("/proc/thread-self/status").Single(line => line.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal)).Split('\t')[1];
}
