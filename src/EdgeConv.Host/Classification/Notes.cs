using EdgeConv.Vision.Classification;

namespace EdgeConv.Host.Classification;

/// <summary>What a user should know of a classifier before believing it.</summary>
internal static class Notes
{
    /// <summary>Says on standard error how pixels are scaled when that is a guess, and when labels do not fit.</summary>
    public static void Tell(PixelMapping mapping, LabelList labels, int classCount)
    {
        if (mapping.IsGuess)
            Console.Error.WriteLine($"edgeconv: note: pixels are scaled {mapping.Reason}; --scaling sets it.");
        if (labels.Count > 0 && labels.Count != classCount)
            Console.Error.WriteLine($"edgeconv: note: {labels.Count} labels for {classCount} classes; names may be shifted.");
    }
}
