using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace EdgeConv.Tests.Host.Mqtt;

/// <summary>Accepts connections and answers each with the same bytes.</summary>
internal sealed class ScriptedBroker : IDisposable
{
    private readonly ConcurrentQueue<long> _connections = new();
    private readonly MemoryStream _received = new();
    private readonly ManualResetEventSlim _isLeft = new();
    private readonly TcpListener _listener;

    /// <param name="answer">The bytes; none: it never answers.</param>
    /// <param name="port">Where; 0: on any free port.</param>
    public ScriptedBroker(byte[] answer, int port = 0)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        new Thread(() => Serve(answer)) { IsBackground = true }.Start();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>When each was accepted, as <see cref="Stopwatch.GetTimestamp"/> counts.</summary>
    public IReadOnlyCollection<long> Connections => _connections;

    /// <summary>Whether the connection is kept, and what comes over it read.</summary>
    public bool IsPatient { get; init; }

    /// <summary>What came over connections that were kept, after CONNECT.</summary>
    public byte[] Received
    {
        get
        {
            lock (_received)
                return _received.ToArray();
        }
    }

    /// <summary>Waits until the other side has closed a connection that was kept.</summary>
    public void WaitUntilLeft() => _isLeft.Wait(Bounded.TimeIsOver);

    public void Dispose()
    {
        _listener.Dispose();
        _received.Dispose();
    }

    private void Serve(byte[] answer)
    {
        while (true)
        {
            try
            {
                using var client = _listener.AcceptTcpClient();
                _connections.Enqueue(Stopwatch.GetTimestamp());
                var stream = client.GetStream();
                var buffer = new byte[4096];
                _ = stream.Read(buffer);
                stream.Write(answer);
                for (int read; IsPatient && (read = stream.Read(buffer)) > 0;)
                {
                    lock (_received)
                        _received.Write(buffer, 0, read);
                }

                _isLeft.Set();
            }
            catch (IOException)
            {
                // The other side has closed; the next may come.
            }
            catch (Exception problem) when (problem is SocketException or InvalidOperationException)
            {
                // The listener was closed.
                return;
            }
        }
    }
}
