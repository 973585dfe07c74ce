namespace EdgeConv.Planning;

/// <summary>A sound model cannot be planned under the options given: too much memory, an input shape it cannot take.</summary>
public sealed class PlanException : Exception
{
    /// <summary>Says what stands in the way and what to do.</summary>
    public PlanException(string message)
        : base(message)
    {
    }
}
