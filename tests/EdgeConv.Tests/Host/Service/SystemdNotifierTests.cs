using System.Net.Sockets;
using System.Text;
using EdgeConv.Host.Running;
using EdgeConv.Host.Service;
using EdgeConv.Vision.Frames;
using static EdgeConv.Tests.Awaiting;

namespace EdgeConv.Tests.Host.Service;

public sealed class SystemdNotifierTests : IDisposable
{
    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("edgeconv-").FullName, "notify");
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    public SystemdNotifierTests()
    {
        _socket.Bind(new UnixDomainSocketEndPoint(_path));
        _socket.ReceiveTimeout = 60_000;
    }

    public void Dispose()
    {
        _socket.Dispose();
        Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);
    }

    [Fact]
    public void Messages_are_those_of_sd_notify()
    {
        using var notifier = SystemdNotifier.Of(name => name == "NOTIFY_SOCKET" ? _path : null);
        notifier.Ready();
        notifier.Status("two\nlines");
        notifier.Feed();
        notifier.Stopping();
        Assert.Equal(["READY=1", "STATUS=two lines", "WATCHDOG=1", "STOPPING=1"], Enumerable.Range(0, 4).Select(_ => Receive()));
        Assert.Null(notifier.Watchdog);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/nowhere/at/all")]
    public void Where_nobody_listens_nothing_happens(string? socket)
    {
        using var notifier = SystemdNotifier.Of(name => name == "NOTIFY_SOCKET" ? socket : null);
        notifier.Ready();
        notifier.Feed();
    }

    [Fact]
    public void An_address_in_the_abstract_namespace_is_written_with_an_at()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux has that");
        var name = $"edgeconv-{Guid.NewGuid():N}";
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 10_000 };
        socket.Bind(new UnixDomainSocketEndPoint($"\0{name}"));
        using var notifier = SystemdNotifier.Of(variable => variable == "NOTIFY_SOCKET" ? $"@{name}" : null);
        Assert.True(notifier.Ready());
        var buffer = new byte[64];
        Assert.Equal("READY=1", Encoding.UTF8.GetString(buffer, 0, socket.Receive(buffer)));
    }

    [Fact]
    public void A_name_that_is_too_long_for_a_socket_is_nobody()
    {
        using var notifier = SystemdNotifier.Of(name => name == "NOTIFY_SOCKET" ? $"/{new string('x', 200)}" : null);
        Assert.True(notifier.Ready());
        notifier.Feed();
    }

    [Fact]
    public void A_manager_that_does_not_read_holds_up_nobody() => Bounded.Run(() =>
    {
        using var notifier = SystemdNotifier.Of(name => name == "NOTIFY_SOCKET" ? _path : null);
        // More than any socket takes: the kernel keeps some hundreds at most.
        for (var i = 0; i < 20_000; i++)
            notifier.Feed();
        Assert.False(notifier.Ready());
        while (_socket.Available > 0)
            Receive();
        Assert.True(notifier.Ready());
        Assert.Equal("READY=1", Receive());
    });

    [Theory]
    [InlineData("30000000", null, 30.0)]
    [InlineData("500000", "self", 0.5)]
    [InlineData("500000", "1", null)]
    [InlineData("soon", null, null)]
    [InlineData("0", null, null)]
    public void The_watchdog_is_for_the_process_it_names(string microseconds, string? process, double? seconds)
    {
        using var notifier = SystemdNotifier.Of(name => name switch
        {
            "WATCHDOG_USEC" => microseconds,
            "WATCHDOG_PID" => process == "self" ? $"{Environment.ProcessId}" : process,
            _ => null,
        });
        Assert.Equal(seconds, notifier.Watchdog?.TotalSeconds);
    }

    [Fact]
    public void It_is_ready_with_the_first_decision_and_fed_only_while_they_come() => Bounded.Run(() =>
    {
        using var notifier = SystemdNotifier.Of(name => name == "NOTIFY_SOCKET" ? _path : name == "WATCHDOG_USEC" ? "150000" : null);
        var judged = new JudgeCounters();
        using (new Caretaker(notifier, judged, TimeSpan.Zero))
        {
            Pause(200);
            Assert.Equal(0, _socket.Available);
            judged.CountDecision(0, 0, 0, 2_000_000);
            Assert.Equal("READY=1", Receive());
            Assert.Equal("WATCHDOG=1", Receive());
            Assert.Equal("STATUS=1 frames decided on, 2.1 ms from sensor to decision (median)", Receive());
            Pause(300);
            Assert.Equal(0, _socket.Available);
            judged.CountDecision(0, 0, 0, 2_000_000);
            Assert.Equal("WATCHDOG=1", Receive());
        }

        // What it does is told again when five seconds have gone by.
        while (_socket.Available > 0)
            Assert.StartsWith("STATUS=", Receive(), StringComparison.Ordinal);
    });

    [Fact]
    public void Slow_decisions_that_were_asked_for_starve_no_watchdog() => Bounded.Run(() =>
    {
        using var notifier = SystemdNotifier.Of(name => name == "NOTIFY_SOCKET" ? _path : name == "WATCHDOG_USEC" ? "150000" : null);
        var judged = new JudgeCounters();
        using (new Caretaker(notifier, judged, TimeSpan.FromMinutes(1)))
        {
            judged.CountDecision(0, 0, 0, MonotonicClock.Now);
            Assert.Equal("READY=1", Receive());
            Assert.Equal("WATCHDOG=1", Receive());
            Assert.StartsWith("STATUS=1 frames decided on", Receive(), StringComparison.Ordinal);
            Assert.Equal("WATCHDOG=1", ReceiveFood());
            Assert.Equal("WATCHDOG=1", ReceiveFood());
        }
    });

    /// <summary>The next message but for what it does, which is told now and then.</summary>
    private string ReceiveFood()
    {
        string message;
        do
            message = Receive();
        while (message.StartsWith("STATUS=", StringComparison.Ordinal));
        return message;
    }

    private string Receive()
    {
        var buffer = new byte[1024];
        return Encoding.UTF8.GetString(buffer, 0, _socket.Receive(buffer));
    }
}
