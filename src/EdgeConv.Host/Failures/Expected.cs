using EdgeConv.Models;
using EdgeConv.Planning;
using EdgeConv.Vision;
using EdgeConv.Vision.Classification;

namespace EdgeConv.Host.Failures;

/// <summary>Failures that are about what the user gave us, not about a fault of ours.</summary>
internal static class Expected
{
    /// <summary>Whether an exception is one of them.</summary>
    public static bool Is(Exception problem) => problem is
        ModelFormatException or UnsupportedOperatorException or PlanException or NotAPictureModelException or PictureFormatException or MissingLibraryException
        or CommandException or ConfigurationException or IOException or UnauthorizedAccessException or OutOfMemoryException;

    /// <summary>Says on standard error what went wrong.</summary>
    public static void Report(Exception problem) => Console.Error.WriteLine($"edgeconv: {problem.Message}");
}
