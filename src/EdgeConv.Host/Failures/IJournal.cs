namespace EdgeConv.Host.Failures;

/// <summary>Where the program says what happens to it, for people; decisions go to sinks.</summary>
internal interface IJournal
{
    /// <summary>Something works, or works again.</summary>
    void Note(string message);

    /// <summary>Something does not work.</summary>
    void Warn(string message);
}
