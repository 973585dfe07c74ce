using EdgeConv.Vision.Classification;

namespace EdgeConv.Host.Classification;

/// <summary>What a user should know of a classifier before believing it.</summary>
internal static class Notes
{
    /// <summary>Says on standard error how pixels are scaled when that is a guess, and when labels do not fit.</summary>
    public static void Tell(PixelMapping mapping, LabelList labels, int classCount)
    {
        foreach (var note in Of(mapping, labels, classCount))
            Console.Error.WriteLine($"edgeconv: note: {note}");
    }

    /// <summary>The same for whoever says it elsewhere.</summary>
    public static IEnumerable<string> Of(PixelMapping mapping, LabelList labels, int classCount)
    {
        if (mapping.IsGuess)
            yield return $"pixels are scaled {mapping.Reason}; --scaling sets it.";
        if (labels.Count > 0 && labels.Count != classCount)
            yield return $"{labels.Count} labels for {classCount} classes; names may be shifted.";
    }
}
