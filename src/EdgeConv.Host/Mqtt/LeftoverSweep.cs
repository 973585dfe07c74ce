using System.Runtime.InteropServices;

namespace EdgeConv.Host.Mqtt;

/// <summary>
/// Collects leftovers from the retained messages that a broker sends to whoever subscribes. MQTT has no sign that all have come: they are awaited for some time. A connection that
/// breaks before that begins anew, but not for ever: there are brokers that hang up on those who ask for what they may not read.
/// </summary>
/// <param name="leftovers">What is collected.</param>
/// <param name="time">The clock.</param>
internal sealed unsafe class LeftoverSweep(Leftovers leftovers, TimeProvider time)
{
    private const int MostMessages = 256;
    private const int LongestPayload = 16 * 1024;
    private const int MostAttempts = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Queue<MqttMessage> _came = new();
    private int _attempts;
    private int _messages;
    private long _began;

    /// <summary>What is collected.</summary>
    public Leftovers Leftovers => leftovers;

    /// <summary>Whether messages are awaited.</summary>
    public bool IsOn { get; private set; }

    /// <summary>Whether they have been awaited for long enough.</summary>
    public bool IsDue => IsOn && time.GetElapsedTime(_began) >= Patience;

    /// <summary>A connection was made.</summary>
    /// <returns>Whether to subscribe.</returns>
    public bool TryBegin()
    {
        _came.Clear();
        (IsOn, _messages, _began) = (_attempts++ < MostAttempts, 0, time.GetTimestamp());
        return IsOn;
    }

    /// <summary>Takes a copy of a message if it may be one. It is called by native code and must not throw: whether it is one is found out later.</summary>
    public void Take(MosquittoMessage* message)
    {
        if (!IsOn || message->IsRetained == 0 || message->Length is <= 0 or > LongestPayload || _messages++ >= MostMessages)
            return;
        _came.Enqueue(new MqttMessage(
            [.. MemoryMarshal.CreateReadOnlySpanFromNullTerminated(message->Topic), 0],
            new ReadOnlySpan<byte>(message->Payload, message->Length).ToArray()));
    }

    /// <summary>The next leftover.</summary>
    /// <returns>Its topic, UTF-8 with a 0 behind it; null: there is none for now.</returns>
    public byte[]? Next()
    {
        while (_came.TryDequeue(out var message))
        {
            if (leftovers.Contains(message))
                return message.Topic;
        }

        return null;
    }

    /// <summary>All have come: there is nothing to do with later connections, either.</summary>
    public void End() => (IsOn, _attempts) = (false, MostAttempts);
}
