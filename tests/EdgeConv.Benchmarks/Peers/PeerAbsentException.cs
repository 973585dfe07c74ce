namespace EdgeConv.Benchmarks.Peers;

/// <summary>An engine cannot take part; the message says why and what would help.</summary>
internal sealed class PeerAbsentException(string message) : Exception(message);
