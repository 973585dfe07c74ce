namespace EdgeConv.Vision.Classification;

/// <summary>A sound model that no picture can be fed to, or whose output is no list of classes.</summary>
public sealed class NotAPictureModelException : Exception
{
    /// <summary>Says what the model takes or gives instead.</summary>
    public NotAPictureModelException(string message)
        : base(message)
    {
    }
}
