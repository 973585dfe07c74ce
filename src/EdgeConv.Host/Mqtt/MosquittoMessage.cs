namespace EdgeConv.Host.Mqtt;

/// <summary>struct mosquitto_message: a message that came. It is libmosquitto's, and gone when the callback returns.</summary>
internal unsafe struct MosquittoMessage
{
    /// <summary>Its number.</summary>
    public int Id;

    /// <summary>UTF-8 with a 0 behind it.</summary>
    public byte* Topic;

    /// <summary>What was published.</summary>
    public byte* Payload;

    /// <summary>Bytes of the payload.</summary>
    public int Length;

    /// <summary>How surely it was delivered: 0, 1, 2.</summary>
    public int Quality;

    /// <summary>Not 0: it was kept by the broker and is older than the subscription.</summary>
    public byte IsRetained;
}
