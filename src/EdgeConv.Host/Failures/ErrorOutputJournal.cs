namespace EdgeConv.Host.Failures;

/// <summary>Standard error, one line a message; under systemd with the priorities that its journal understands (sd-daemon(3)).</summary>
internal sealed class ErrorOutputJournal : IJournal
{
    private static readonly bool IsUnderSystemd = Environment.GetEnvironmentVariable("JOURNAL_STREAM") is not null;

    /// <inheritdoc/>
    public void Note(string message) => Write("<6>", message);

    /// <inheritdoc/>
    public void Warn(string message) => Write("<4>", message);

    private static void Write(string priority, string message)
    {
        try
        {
            Console.Error.WriteLine($"{(IsUnderSystemd ? priority : "")}edgeconv: {message}");
        }
        catch (IOException)
        {
            // Nobody can be told that nobody can be told: the reader of standard error is gone, or its disk is full. Frames go on.
        }
    }
}
