using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using static EdgeConv.Tests.Awaiting;

namespace EdgeConv.Tests.Host.Mqtt;

/// <summary>A Mosquitto broker of our own on a port of the loopback interface; tests that need it are skipped where it is not installed.</summary>
internal sealed class Broker : IDisposable
{
    private const string Program = "/usr/sbin/mosquitto";
    private const string Subscriber = "/usr/bin/mosquitto_sub";
    private const string Publisher = "/usr/bin/mosquitto_pub";

    private readonly Workplace _place = new();
    private readonly List<Process> _processes = [];

    private readonly List<string> _settings;
    private Process? _broker;
    private int _subscribers;

    public Broker(params string[] settings)
    {
        ClientLibrary.Need();
        Assert.SkipUnless(File.Exists(Program) && File.Exists(Subscriber), "mosquitto and mosquitto-clients are not installed.");
        Port = FreePort();
        _settings = [$"listener {Port} 127.0.0.1", "persistence false", "log_type error", "log_type subscribe", .. settings];
        if (!settings.Any(line => line.StartsWith("password_file", StringComparison.Ordinal)))
            _settings.Add("allow_anonymous true");
        Start();
    }

    public int Port { get; }

    /// <summary>What it says of itself; more with a setting such as <c>log_type unsubscribe</c>.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    /// <summary>A port that nobody has, for the time being.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Start()
    {
        var file = Path.Combine(_place.Folder, "broker.conf");
        File.WriteAllLines(file, _settings);
        _broker = Run(Program, ["-c", file], Log.Enqueue);
        var deadline = Environment.TickCount64 + 20_000;
        while (true)
        {
            try
            {
                using var attempt = new TcpClient();
                attempt.Connect(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException) when (Environment.TickCount64 < deadline && !_broker.HasExited)
            {
                Thread.Sleep(20);
            }
        }
    }

    public void Stop()
    {
        _broker!.Kill();
        _broker.WaitForExit();
    }

    /// <summary>What a subscriber gets, a line a message: topic, a blank, payload. All that is published from now on is among them.</summary>
    public ConcurrentQueue<string> Subscribe(string topic, params string[] options)
    {
        var lines = new ConcurrentQueue<string>();
        var name = $"subscriber-{++_subscribers}";
        var subscriber = Run(Subscriber, ["-h", "127.0.0.1", "-p", $"{Port}", "-i", name, "-v", "-q", "1", "-t", topic, .. options], _ => { });
        subscriber.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not null)
                lines.Enqueue(line.Data);
        };
        subscriber.BeginOutputReadLine();
        Await(Log, line => line.Contains($" {name} ", StringComparison.Ordinal));
        return lines;
    }

    /// <summary>Publishes a message that the broker is to keep.</summary>
    public void Retain(string topic, string payload) => Publish(topic, payload, "-r");

    /// <summary>The topics of all messages that the broker keeps, in order.</summary>
    public string[] RetainedTopics()
    {
        // A subscriber is not told which retained message is the last one, but gets all of them before what is published later.
        const string Last = "~";
        var seen = Subscribe("#", "-F", "%r %t");
        Publish(Last, Last);
        Await(seen, $"0 {Last}");
        return [.. seen.Where(line => line.StartsWith("1 ", StringComparison.Ordinal)).Select(line => line[2..]).Order(StringComparer.Ordinal)];
    }

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            if (!process.HasExited)
                process.Kill();
            process.WaitForExit();
            process.Dispose();
        }

        _place.Dispose();
    }

    private void Publish(string topic, string payload, params string[] options)
    {
        var publisher = Run(Publisher, ["-h", "127.0.0.1", "-p", $"{Port}", "-q", "1", "-t", topic, "-m", payload, .. options], _ => { });
        publisher.WaitForExit();
        Assert.Equal(0, publisher.ExitCode);
    }

    private Process Run(string program, string[] arguments, Action<string> tell)
    {
        var process = Bounded.Started(Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!);
        process.ErrorDataReceived += (_, line) => tell(line.Data ?? "");
        process.BeginErrorReadLine();
        _processes.Add(process);
        return process;
    }
}
