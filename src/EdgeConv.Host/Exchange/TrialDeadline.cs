using System.Diagnostics;
using System.Globalization;
using EdgeConv.Execution;
using EdgeConv.Host.Failures;

namespace EdgeConv.Host.Exchange;

/// <summary>Breaks a run of a model off, between two steps, when it takes too long.</summary>
/// <param name="most">How long it may take from now on.</param>
/// <param name="steps">How many steps it has.</param>
internal sealed class TrialDeadline(TimeSpan most, int steps) : IStepListener
{
    private readonly long _since = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public void StepStarts(int step)
    {
    }

    /// <inheritdoc/>
    /// <exception cref="CommandException">The time is over.</exception>
    public void StepEnded(int step)
    {
        if (Stopwatch.GetElapsedTime(_since) is var elapsed && elapsed > most)
            throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"The model is too slow: {step + 1} of {steps} steps for a picture took {elapsed.TotalSeconds:0.0} s; at most {most.TotalSeconds:0} s are given."));
    }
}
