using System.Diagnostics;
using static EdgeConv.Tests.Awaiting;

namespace EdgeConv.Tests;

public class BoundedTests
{
    [Fact]
    public void A_wait_in_vain_ends_with_the_tests_time_and_the_failure_says_where_it_stood()
    {
        var hasEnded = false;
        var failure = Assert.ThrowsAny<Exception>(() => Bounded.Run(
            () =>
            {
                try
                {
                    Until(() => false);
                }
                finally
                {
                    hasEnded = true;
                }
            },
            seconds: 1));
        Assert.True(hasEnded);
        Assert.StartsWith("not done within 1 s: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(Until), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_does_not_outlive_its_test_and_who_waits_for_its_words_waits_no_more()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs sleep(1)");
        Process? program = null;
        string? line = "";
        Assert.ThrowsAny<Exception>(() => Bounded.Run(
            () =>
            {
                program = Bounded.Started(Process.Start(new ProcessStartInfo("sleep", "600") { RedirectStandardOutput = true })!);
                line = program.StandardOutput.ReadLine();
            },
            seconds: 1));
        Assert.Null(line);
        Assert.True(program!.WaitForExit(20_000));
        program.Dispose();
    }

    [Fact]
    public void A_program_is_killed_though_the_test_that_failed_has_disposed_of_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs sleep(1)");
        Process? watcher = null;
        Assert.Throws<InvalidTimeZoneException>(() => Bounded.Run(() =>
        {
            using var program = Bounded.Started(Process.Start("sleep", "600"));
            watcher = Process.GetProcessById(program.Id);
            throw new InvalidTimeZoneException();
        }));
        Assert.True(watcher!.WaitForExit(20_000));
        watcher.Dispose();
    }
}
