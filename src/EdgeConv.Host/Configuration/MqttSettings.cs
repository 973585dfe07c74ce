namespace EdgeConv.Host.Configuration;

/// <summary>Where decisions are published.</summary>
internal sealed record MqttSettings
{
    /// <summary>The broker's host name or address.</summary>
    public required string Host { get; init; }

    /// <summary>Its port.</summary>
    public int Port { get; init; } = 1883;

    /// <summary>Whether the connection is encrypted, and the broker's certificate verified.</summary>
    public bool Tls { get; init; }

    /// <summary>It as an address, for messages.</summary>
    public string Broker => $"{(Tls ? "mqtts" : "mqtt")}://{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}";

    /// <summary>The authorities to trust, a PEM file; null: the system's.</summary>
    public string? Authorities { get; init; }

    /// <summary>Our own certificate, a PEM file, where the broker asks for one.</summary>
    public string? Certificate { get; init; }

    /// <summary>The key of our certificate, a PEM file.</summary>
    public string? Key { get; init; }

    /// <summary>Who we are to the broker; null: nobody.</summary>
    public string? User { get; init; }

    /// <summary>A file whose first line is the password; null: none.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>All topics begin with this.</summary>
    public required string Topic { get; init; }

    /// <summary>What the board is called in Home Assistant.</summary>
    public required string Name { get; init; }

    /// <summary>Where Home Assistant looks for devices; null: it is not told.</summary>
    public string? Discovery { get; init; }

    /// <summary>While nothing changes, the state is published no more often than this.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a broker that took a connection may think about whether it takes us; then the connection is given up and made anew.</summary>
    public TimeSpan AnswerTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the first decision waits for a connection before it is told that there is none.</summary>
    public TimeSpan FirstAnswer { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a message waits for others to be acknowledged, when as many are not as may be.</summary>
    public TimeSpan AcknowledgementTime { get; init; } = TimeSpan.FromMilliseconds(500);
}
