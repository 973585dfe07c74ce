using EdgeConv.Host.Web.Live;
using Microsoft.AspNetCore.Http;

namespace EdgeConv.Host.Web.Endpoints;

/// <summary>
/// <c>GET /api/events</c>: server-sent events, <c>decision</c> at most ten a second and <c>state</c> once a second, both JSON. Whoever reads slowly misses some.
/// </summary>
/// <param name="live">Where they come from.</param>
internal sealed class EventsEndpoint(LiveFeed live) : IEndpoint
{
    /// <inheritdoc/>
    public string Method => HttpMethods.Get;

    /// <inheritdoc/>
    public string Path => "/api/events";

    /// <inheritdoc/>
    public EndpointAudience Audience => EndpointAudience.Viewers;

    /// <inheritdoc/>
    public bool IsEndless => true;

    /// <inheritdoc/>
    public async Task AnswerAsync(HttpContext context, bool isKnown, CancellationToken stop)
    {
        context.Response.ContentType = "text/event-stream";
        using var seat = live.Viewers.Join();
        // What was told before somebody came may be old.
        var (decision, state) = (live.Decisions.Number, live.States.Number);
        var memory = Array.Empty<byte>();
        await context.Response.Body.WriteAsync("retry: 2000\n\n"u8.ToArray(), stop).ConfigureAwait(false);
        while (true)
        {
            await Task.WhenAny(live.Decisions.After(decision), live.States.After(state)).WaitAsync(stop).ConfigureAwait(false);
            if (live.Decisions.Number > decision)
                await context.Response.Body.WriteAsync(Event("event: decision\ndata: "u8, live.Decisions, ref memory, out decision), stop).ConfigureAwait(false);
            if (live.States.Number > state)
                await context.Response.Body.WriteAsync(Event("event: state\ndata: "u8, live.States, ref memory, out state), stop).ConfigureAwait(false);
        }
    }

    private static ReadOnlyMemory<byte> Event(ReadOnlySpan<byte> head, Newest messages, ref byte[] memory, out long number)
    {
        var tail = "\n\n"u8;
        var length = messages.Copy(ref memory, head.Length, tail.Length, out number);
        head.CopyTo(memory);
        tail.CopyTo(memory.AsSpan(head.Length + length));
        return memory.AsMemory(0, head.Length + length + tail.Length);
    }
}
