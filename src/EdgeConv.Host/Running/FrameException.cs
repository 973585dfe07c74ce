namespace EdgeConv.Host.Running;

/// <summary>A frame cannot be looked at: its bytes are damaged, or of a kind the model's input cannot be filled from.</summary>
internal sealed class FrameException(string message, Exception? cause = null) : Exception(message, cause);
