using System.Security.Cryptography;
using System.Text;

namespace EdgeConv.Host.Mqtt;

/// <summary>
/// What a broker calls a client. It is the same at each start, so that a broker who has not noticed that the one before is gone (the power was cut) takes the new connection for its successor: it
/// then says of the old one that it is offline before we say that we are online, and not minutes later. Programs with the same topic on one board have the same, and turn each other out: each needs a
/// topic of its own.
/// </summary>
internal static class ClientId
{
    /// <summary>What every broker must take has no more, and no other characters than letters and digits (MQTT 3.1.1, 3.1.3.1).</summary>
    private const int MostCharacters = 23;

    private const string Beginning = "edgeconv";
    private const string MachineFile = "/etc/machine-id";

    /// <summary>The id of the program that publishes below a topic on this machine.</summary>
    public static string Of(string topic) => Of(topic, MachineId());

    /// <summary>The same on any machine.</summary>
    /// <param name="topic">What all its topics begin with.</param>
    /// <param name="machine">What tells the machine from others; it cannot be read from the id, as it is to stay on the machine (machine-id(5)).</param>
    public static string Of(string topic, string machine)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{machine}\n{topic}")));
        return string.Concat(Beginning, hash.AsSpan(0, MostCharacters - Beginning.Length));
    }

    private static string MachineId()
    {
        try
        {
            return File.ReadAllText(MachineFile).Trim();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Environment.MachineName;
        }
    }
}
