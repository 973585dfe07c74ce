namespace EdgeConv.Host.Configuration;

/// <summary>What goes to standard output.</summary>
internal enum OutputKind
{
    /// <summary>Lines for people.</summary>
    Text,

    /// <summary>A line of JSON a decision.</summary>
    Json,

    /// <summary>Nothing.</summary>
    None,
}
