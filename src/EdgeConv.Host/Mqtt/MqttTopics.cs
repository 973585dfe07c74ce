using System.Collections.Immutable;
using System.Text;

namespace EdgeConv.Host.Mqtt;

/// <summary>The topics of a run, as UTF-8 with a 0 behind it, and the names they are made of.</summary>
internal sealed class MqttTopics
{
    /// <param name="root">What all begin with.</param>
    /// <param name="rules">The rules' names.</param>
    public MqttTopics(string root, ImmutableArray<string> rules)
    {
        Root = root;
        RuleNames = Distinct(rules);
        (Status, State, Events) = (Bytes($"{root}/status"), Bytes($"{root}/state"), Bytes($"{root}/events"));
        Rules = [.. RuleNames.Select(name => Bytes($"{root}/rules/{name}"))];
    }

    /// <summary>What all begin with.</summary>
    public string Root { get; }

    /// <summary><c>online</c> or <c>offline</c>, retained.</summary>
    public byte[] Status { get; }

    /// <summary>The newest decision that was published, JSON, retained.</summary>
    public byte[] State { get; }

    /// <summary>Each time a rule begins or ceases to hold, JSON.</summary>
    public byte[] Events { get; }

    /// <summary>Whether a rule holds, <c>ON</c> or <c>OFF</c>, retained.</summary>
    public ImmutableArray<byte[]> Rules { get; }

    /// <summary>What rules are called in topics.</summary>
    public ImmutableArray<string> RuleNames { get; }

    /// <summary>A topic as libmosquitto takes it.</summary>
    public static byte[] Bytes(string topic) => [.. Encoding.UTF8.GetBytes(topic), 0];

    /// <summary>A name of letters, digits, _ and -, which is all that Home Assistant takes.</summary>
    public static string Plain(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'));

    private static ImmutableArray<string> Distinct(ImmutableArray<string> names)
    {
        var taken = new HashSet<string>();
        return
        [
            .. names.Select((name, index) =>
            {
                var plain = Plain(name);
                var distinct = plain;
                for (var another = index; !taken.Add(distinct); another++)
                    distinct = $"{plain}_{another}";
                return distinct;
            }),
        ];
    }
}
