namespace EdgeConv.Execution;

/// <summary>Is told of each step of a run: for timing, or for looking at values between steps.</summary>
public interface IStepListener
{
    /// <summary>A step is about to run.</summary>
    /// <param name="step">Its index in <see cref="Planning.Plan.Steps"/>.</param>
    void StepStarts(int step);

    /// <summary>A step has run; its outputs can be read.</summary>
    /// <param name="step">Its index in <see cref="Planning.Plan.Steps"/>.</param>
    void StepEnded(int step);
}
