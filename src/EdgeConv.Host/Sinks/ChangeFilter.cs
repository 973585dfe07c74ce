using EdgeConv.Host.Configuration;
using EdgeConv.Host.Decisions;

namespace EdgeConv.Host.Sinks;

/// <summary>Finds the decisions that say something new.</summary>
/// <param name="pace">Which are wanted.</param>
internal sealed class ChangeFilter(DecisionPace pace)
{
    private int _best = int.MinValue;

    /// <summary>Whether a decision is wanted; it then counts as told.</summary>
    public bool Wants(Decision decision, int events)
    {
        var best = decision.Guesses is [var first, ..] ? first.Class : -1;
        var isChange = best != _best;
        _best = best;
        return isChange || events != 0 || pace == DecisionPace.Frames;
    }
}
