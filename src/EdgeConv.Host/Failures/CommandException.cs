namespace EdgeConv.Host.Failures;

/// <summary>The user asked for something that cannot be done; the message says why and what can be.</summary>
internal sealed class CommandException(string message) : Exception(message);
