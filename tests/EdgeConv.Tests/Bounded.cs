using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace EdgeConv.Tests;

/// <summary>
/// Runs what may hang on a thread of its own, so that a hang fails the test and does not hold up the suite. Nor does it spoil the tests that come later: when the time is over, waits that heed
/// <see cref="TimeIsOver"/> end, and no program that was given to <see cref="Started"/> outlives its test, which also ends waiting for what such a program writes.
/// </summary>
internal static class Bounded
{
    /// <summary>How long a test whose time is over may take to end.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    private static readonly AsyncLocal<Limits?> Here = new();

    /// <summary>Cancelled when the time of the test is over that this is called in, on its thread or on one that it has started.</summary>
    public static CancellationToken TimeIsOver => Here.Value?.TimeIsOver ?? TestContext.Current.CancellationToken;

    public static void Run(Action test, int seconds = 120)
    {
        ExceptionDispatchInfo? failure = null;
        // Not disposed of: a thread that the test has left behind may still ask.
        var time = new CancellationTokenSource();
        var limits = new Limits(time.Token);
        var thread = new Thread(() =>
        {
            Here.Value = limits;
            try
            {
                try
                {
                    test();
                }
                finally
                {
                    limits.KillPrograms();
                }
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        });
        thread.IsBackground = true;
        thread.Start();
        if (!thread.Join(TimeSpan.FromSeconds(seconds)))
        {
            time.Cancel();
            limits.KillPrograms();
            var place = thread.Join(Grace) ? failure?.SourceException.ToString() : "it still runs";
            Assert.Fail($"not done within {seconds} s: {place}");
        }

        failure?.Throw();
    }

    /// <summary>Has a program killed at the end of the test that this is called in; outside of <see cref="Run"/> nobody does that.</summary>
    /// <returns>The program.</returns>
    public static Process Started(Process program)
    {
        Here.Value?.Add(program);
        return program;
    }

    private sealed class Limits(CancellationToken timeIsOver)
    {
        private readonly ConcurrentBag<Process> _programs = [];

        public CancellationToken TimeIsOver => timeIsOver;

        public void Add(Process program)
        {
            try
            {
                // Looked up anew: the test disposes of its own, even of one that still runs because an assertion failed.
                _programs.Add(Process.GetProcessById(program.Id));
            }
            catch (ArgumentException)
            {
                // It has ended already.
            }
        }

        public void KillPrograms()
        {
            while (_programs.TryTake(out var program))
            {
                using (program)
                {
                    if (!program.HasExited)
                        program.Kill(entireProcessTree: true);
                }
            }
        }
    }
}
