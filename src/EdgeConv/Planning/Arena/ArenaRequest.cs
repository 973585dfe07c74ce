namespace EdgeConv.Planning.Arena;

/// <summary>A buffer that wants a place in the arena.</summary>
/// <param name="Bytes">Its size.</param>
/// <param name="FirstStep">The first step at which it must exist.</param>
/// <param name="LastStep">The last step at which it must exist.</param>
internal readonly record struct ArenaRequest(int Bytes, int FirstStep, int LastStep)
{
    /// <summary>Whether there is a step at which both must exist.</summary>
    public bool Overlaps(ArenaRequest other) => FirstStep <= other.LastStep && other.FirstStep <= LastStep;
}
