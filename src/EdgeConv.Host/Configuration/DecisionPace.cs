namespace EdgeConv.Host.Configuration;

/// <summary>Which decisions are worth a line.</summary>
internal enum DecisionPace
{
    /// <summary>Those whose best class is another than before, or that come with an event.</summary>
    Changes,

    /// <summary>Every one.</summary>
    Frames,
}
