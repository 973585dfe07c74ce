using System.Globalization;
using System.Text;
using EdgeConv.Host.Web.Live;
using Microsoft.AspNetCore.Http;

namespace EdgeConv.Host.Web.Endpoints;

/// <summary><c>GET /live.mjpeg</c>: the camera's picture, JPEG file after JPEG file (<c>multipart/x-mixed-replace</c>). Whoever reads slowly misses some.</summary>
/// <param name="live">Where pictures come from.</param>
internal sealed class LivePictureEndpoint(LiveFeed live) : IEndpoint
{
    private const string Boundary = "frame";
    private static readonly int HeadLength = Head(0).Length;

    /// <inheritdoc/>
    public string Method => HttpMethods.Get;

    /// <inheritdoc/>
    public string Path => "/live.mjpeg";

    /// <inheritdoc/>
    public EndpointAudience Audience => EndpointAudience.Viewers;

    /// <inheritdoc/>
    public bool IsEndless => true;

    /// <inheritdoc/>
    public async Task AnswerAsync(HttpContext context, bool isKnown, CancellationToken stop)
    {
        context.Response.ContentType = $"multipart/x-mixed-replace; boundary={Boundary}";
        using var seat = live.PictureViewers.Join();
        var number = live.Pictures.Number;
        var memory = Array.Empty<byte>();
        await context.Response.Body.WriteAsync(Encoding.ASCII.GetBytes($"--{Boundary}\r\n"), stop).ConfigureAwait(false);
        while (true)
        {
            await live.Pictures.After(number).WaitAsync(stop).ConfigureAwait(false);
            await context.Response.Body.WriteAsync(Part(ref memory, out number), stop).ConfigureAwait(false);
        }
    }

    private ReadOnlyMemory<byte> Part(ref byte[] memory, out long number)
    {
        // The next boundary at once: browsers show a part when they have seen it.
        var tail = "\r\n--frame\r\n"u8;
        var length = live.Pictures.Copy(ref memory, HeadLength, tail.Length, out number);
        Encoding.ASCII.GetBytes(Head(length), memory);
        tail.CopyTo(memory.AsSpan(HeadLength + length));
        return memory.AsMemory(0, HeadLength + length + tail.Length);
    }

    // Of one length whatever the number's is.
    private static string Head(int length) => string.Create(CultureInfo.InvariantCulture, $"Content-Type: image/jpeg\r\nContent-Length: {length,10}\r\n\r\n");
}
