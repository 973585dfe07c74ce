namespace EdgeConv.Vision.Preprocessing;

/// <summary>One number for each channel, in the order the model has them; of a grey model only the first counts.</summary>
public readonly record struct ChannelValues(float First, float Second, float Third)
{
    /// <summary>The same number for every channel.</summary>
    public ChannelValues(float every)
        : this(every, every, every)
    {
    }

    /// <summary>The number of channel 0, 1 or 2.</summary>
    public float this[int channel] => channel switch
    {
        0 => First,
        1 => Second,
        2 => Third,
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, "There are three channels."),
    };
}
