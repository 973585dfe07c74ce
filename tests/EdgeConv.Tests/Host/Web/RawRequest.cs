using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EdgeConv.Tests.Host.Web;

/// <summary>A connection over which anything may be said.</summary>
internal sealed class RawRequest : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public RawRequest(Uri server, int receiveBuffer = 0)
    {
        if (receiveBuffer > 0)
            _socket.ReceiveBufferSize = receiveBuffer;
        _socket.Connect(IPAddress.Loopback, server.Port);
    }

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Sends bytes; a server that hangs up before it has heard all is within its rights.</summary>
    public async Task SendAsync(byte[] bytes)
    {
        try
        {
            await _socket.SendAsync(bytes, SocketFlags.None);
        }
        catch (SocketException)
        {
        }
    }

    /// <summary>Says that nothing more comes.</summary>
    public void EndSending() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Reads what has come by now.</summary>
    public async Task<int> ReadAsync(byte[] block)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            return await _socket.ReceiveAsync(block, limit.Token);
        }
        catch (SocketException)
        {
            // Reset: the end, too.
            return 0;
        }
    }

    /// <summary>All that is answered, until the server hangs up.</summary>
    public async Task<string> AnswerAsync()
    {
        var answer = new StringBuilder();
        var block = new byte[4096];
        while (await ReadAsync(block) is > 0 and var length)
            answer.Append(Encoding.Latin1.GetString(block, 0, length));
        return answer.ToString();
    }

    public void Dispose() => _socket.Dispose();
}
