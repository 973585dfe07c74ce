using System.Net;
using System.Net.Sockets;

namespace EdgeConv.Tests.Host.Mqtt;

/// <summary>Passes bytes on to a broker and back, if need be after a while: a broker that works, but is far away or busy. It can be closed, as long as the broker is not to be reached.</summary>
internal sealed class Relay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _port;
    private readonly TimeSpan _delay;
    private bool _isClosed;

    public Relay(int port, TimeSpan delay = default)
    {
        (_port, _delay) = (port, delay);
        _listener.Start();
        new Thread(Serve) { IsBackground = true }.Start();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether those who come are hung up on; those who are connected stay so.</summary>
    public bool IsClosed
    {
        get => Volatile.Read(ref _isClosed);
        set => Volatile.Write(ref _isClosed, value);
    }

    public void Dispose() => _listener.Dispose();

    private void Serve()
    {
        while (true)
        {
            try
            {
                var near = _listener.AcceptTcpClient();
                if (IsClosed || TryConnect() is not { } far)
                {
                    near.Dispose();
                    continue;
                }

                new Thread(() => Pass(near, far)) { IsBackground = true }.Start();
                new Thread(() => Pass(far, near)) { IsBackground = true }.Start();
            }
            catch (Exception problem) when (problem is SocketException or InvalidOperationException)
            {
                // The listener was closed.
                return;
            }
        }
    }

    private TcpClient? TryConnect()
    {
        var far = new TcpClient();
        try
        {
            far.Connect(IPAddress.Loopback, _port);
            return far;
        }
        catch (SocketException)
        {
            // There is no broker now.
            far.Dispose();
            return null;
        }
    }

    private void Pass(TcpClient from, TcpClient to)
    {
        try
        {
            var buffer = new byte[64 * 1024];
            for (int read; (read = from.GetStream().Read(buffer)) > 0;)
            {
                Thread.Sleep(_delay);
                to.GetStream().Write(buffer, 0, read);
            }
        }
        catch (Exception problem) when (problem is IOException or InvalidOperationException)
        {
            // One side is gone; the other learns of it below.
        }

        to.Dispose();
    }
}
