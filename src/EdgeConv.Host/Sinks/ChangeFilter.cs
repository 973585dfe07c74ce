using EdgeConv.Host.Configuration;
using EdgeConv.Host.Decisions;

namespace EdgeConv.Host.Sinks;

/// <summary>Finds the decisions that say something new, compared with the last one that was told.</summary>
/// <param name="pace">Which are wanted.</param>
internal sealed class ChangeFilter(DecisionPace pace)
{
    private int _best = int.MinValue;
    private int _picture = -1;
    private bool _isBlind;

    /// <summary>Whether a decision is wanted.</summary>
    public bool Wants(Decision decision, int events) => WantsGuesses(decision) || IsAnotherPicture(decision) || events != 0;

    /// <summary>The same without a look at the picture.</summary>
    public bool WantsGuesses(Decision decision) => pace == DecisionPace.Frames || BestOf(decision) != _best || decision.IsBlind != _isBlind;

    /// <summary>Whether the camera check says something else of the picture than before.</summary>
    public bool IsAnotherPicture(Decision decision) => decision.Picture.Class != _picture;

    /// <summary>A decision was told: only then, as one that did not get through says something new the next time, too.</summary>
    public void Told(Decision decision) => (_best, _picture, _isBlind) = (BestOf(decision), decision.Picture.Class, decision.IsBlind);

    private static int BestOf(Decision decision) => decision.Guesses is [var first, ..] ? first.Class : -1;
}
