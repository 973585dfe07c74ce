namespace EdgeConv.Host.Mqtt;

/// <summary>A message that stays the same.</summary>
/// <param name="Topic">UTF-8 with a 0 behind it.</param>
/// <param name="Payload">What is published.</param>
internal sealed record MqttMessage(byte[] Topic, byte[] Payload);
