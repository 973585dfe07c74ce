namespace EdgeConv.Vision;

/// <summary>A file is not a picture that can be read: damaged, cut short, too large, or of a format that is not supported.</summary>
public sealed class PictureFormatException : Exception
{
    /// <summary>A problem in a picture's bytes.</summary>
    /// <param name="format">The format's name, as "PNG".</param>
    /// <param name="problem">What is wrong, without a full stop.</param>
    /// <param name="offset">Where in the file, in bytes from its start, when one place is to blame.</param>
    /// <param name="advice">What the user can do, a full sentence.</param>
    public PictureFormatException(string format, string problem, long? offset = null, string? advice = null)
        : base($"{format}: {problem}{(offset is null ? "" : $" (at byte {offset})")}.{(advice is null ? "" : " " + advice)}")
    {
        Format = format;
        Offset = offset;
    }

    private PictureFormatException(string path, PictureFormatException problem)
        : base($"{path}: {problem.Message}", problem)
    {
        Format = problem.Format;
        Offset = problem.Offset;
    }

    /// <summary>The format's name, as "PNG"; "Picture" when the format is not known.</summary>
    public string Format { get; }

    /// <summary>Where the problem is, in bytes from the start of the file; null when no single place is to blame.</summary>
    public long? Offset { get; }

    internal PictureFormatException In(string path) => new(path, this);
}
