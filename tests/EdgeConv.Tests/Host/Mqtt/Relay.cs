using System.Net;
using System.Net.Sockets;

namespace EdgeConv.Tests.Host.Mqtt;

/// <summary>Passes bytes on to a broker and back, each time after a while: a broker that works, but is far away or busy.</summary>
internal sealed class SlowRelay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _port;
    private readonly TimeSpan _delay;

    public SlowRelay(int port, TimeSpan delay)
    {
        (_port, _delay) = (port, delay);
        _listener.Start();
        new Thread(Serve) { IsBackground = true }.Start();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    private void Serve()
    {
        while (true)
        {
            try
            {
                var near = _listener.AcceptTcpClient();
                var far = new TcpClient();
                far.Connect(IPAddress.Loopback, _port);
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
