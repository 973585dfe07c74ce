namespace EdgeConv.Vision;

/// <summary>A shared library that a feature needs is not installed; the message says how to install it.</summary>
public sealed class MissingLibraryException : Exception
{
    /// <summary>A missing library.</summary>
    /// <param name="library">The library's name, as "libturbojpeg".</param>
    /// <param name="message">What needs it and how to install it.</param>
    public MissingLibraryException(string library, string message)
        : base(message) => Library = library;

    /// <summary>The library's name, as "libturbojpeg".</summary>
    public string Library { get; }
}
