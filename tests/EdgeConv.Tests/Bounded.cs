using System.Runtime.ExceptionServices;

namespace EdgeConv.Tests;

/// <summary>Runs what may hang on a thread of its own, so that a hang fails the test and does not hold up the suite.</summary>
internal static class Bounded
{
    public static void Run(Action test, int seconds = 120)
    {
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                test();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        });
        thread.IsBackground = true;
        thread.Start();
        Assert.True(thread.Join(TimeSpan.FromSeconds(seconds)), $"not done within {seconds} s");
        failure?.Throw();
    }
}
