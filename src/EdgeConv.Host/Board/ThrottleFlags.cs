using System.Text.Json.Serialization;

namespace EdgeConv.Host.Board;

/// <summary>
/// Why a Raspberry Pi runs, or ran, slower than asked: the word its firmware answers to <c>vcgencmd get_throttled</c>, bits numbered as in the Raspberry Pi
/// documentation. The second half of the word remembers what happened since the board started.
/// </summary>
[Flags]
[JsonConverter(typeof(JsonStringEnumConverter<ThrottleFlags>))]
internal enum ThrottleFlags
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The supply is below 4.63 V.</summary>
    UnderVoltage = 1 << 0,

    /// <summary>The clock is held below its maximum.</summary>
    FrequencyCapped = 1 << 1,

    /// <summary>The clock has been lowered.</summary>
    Throttled = 1 << 2,

    /// <summary>The soft temperature limit holds the clock down.</summary>
    SoftTemperatureLimit = 1 << 3,

    /// <summary>The supply has been too low.</summary>
    UnderVoltageHappened = 1 << 16,

    /// <summary>The clock has been held down.</summary>
    FrequencyCappedHappened = 1 << 17,

    /// <summary>The clock has been lowered before.</summary>
    ThrottledHappened = 1 << 18,

    /// <summary>The soft temperature limit has been reached.</summary>
    SoftTemperatureLimitHappened = 1 << 19,
}
