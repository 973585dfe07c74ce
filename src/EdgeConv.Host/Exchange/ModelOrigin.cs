namespace EdgeConv.Host.Exchange;

/// <summary>Where the model that runs comes from.</summary>
/// <param name="Configured">The configured model's file; null: the built-in one.</param>
/// <param name="Sent">The one that was sent in its place, if it runs.</param>
/// <param name="Before">What ran before one that was sent, if that was sent, too.</param>
/// <param name="OnTrial">It has yet to prove itself.</param>
internal sealed record ModelOrigin(string? Configured, StoredModel? Sent = null, StoredModel? Before = null, bool OnTrial = false)
{
    /// <summary>What the model is called.</summary>
    public string Name => Sent?.Name ?? (Configured is null ? "built-in camera check" : Path.GetFileName(Configured));
}
