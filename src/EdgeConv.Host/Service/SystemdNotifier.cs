using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace EdgeConv.Host.Service;

/// <summary>
/// Tells systemd how the program is (sd_notify(3)): ready, alive, stopping. Where nobody asked to be told, by <c>NOTIFY_SOCKET</c>, it does nothing. What cannot be
/// delivered at once is left out: systemd then acts as if it had not been told, which is what a watchdog is for.
/// </summary>
internal sealed class SystemdNotifier : IDisposable
{
    private readonly Socket? _socket;
    private readonly UnixDomainSocketEndPoint? _address;

    private SystemdNotifier(string? address, TimeSpan? watchdog)
    {
        Watchdog = watchdog;
        if (string.IsNullOrEmpty(address) || AddressOf(address) is not { } place)
            return;
        _address = place;
        // A service manager that stands still must not stop who reports to it.
        _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
    }

    /// <summary>How often at least it wants to hear that the program is alive; null: not at all.</summary>
    public TimeSpan? Watchdog { get; }

    /// <summary>The one that started this process, if any.</summary>
    public static SystemdNotifier OfEnvironment() => Of(Environment.GetEnvironmentVariable);

    /// <summary>The one that variables name.</summary>
    public static SystemdNotifier Of(Func<string, string?> variable)
    {
        var isForUs = variable("WATCHDOG_PID") is not { Length: > 0 } process || process == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var watchdog = isForUs && long.TryParse(variable("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds is > 0 and < long.MaxValue / 10
            ? TimeSpan.FromMicroseconds(microseconds)
            : (TimeSpan?)null;
        return new SystemdNotifier(variable("NOTIFY_SOCKET"), watchdog);
    }

    /// <summary>The program works.</summary>
    /// <returns>False when it was not delivered and is to be said again.</returns>
    public bool Ready() => Send("READY=1");

    /// <summary>What it is doing, for <c>systemctl status</c>.</summary>
    public void Status(string status) => Send($"STATUS={status.ReplaceLineEndings(" ")}");

    /// <summary>It is alive.</summary>
    public void Feed() => Send("WATCHDOG=1");

    /// <summary>It is about to end.</summary>
    public void Stopping() => Send("STOPPING=1");

    /// <inheritdoc/>
    public void Dispose() => _socket?.Dispose();

    /// <summary>A name in the abstract namespace is written with an @ and begins with a zero.</summary>
    /// <returns>Null for one that is longer than any socket's can be: nobody listens there.</returns>
    private static UnixDomainSocketEndPoint? AddressOf(string address)
    {
        try
        {
            return new UnixDomainSocketEndPoint(address[0] == '@' ? '\0' + address[1..] : address);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private bool Send(string message)
    {
        if (_socket is null)
            return true;
        try
        {
            _socket.SendTo(Encoding.UTF8.GetBytes(message), SocketFlags.None, _address!);
            return true;
        }
        catch (SocketException)
        {
            // Its socket is gone or full; see the summary.
            return false;
        }
    }
}
