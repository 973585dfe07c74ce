using EdgeConv.Host.Web.Live;
using Microsoft.AspNetCore.Http;

namespace EdgeConv.Host.Web.Endpoints;

/// <summary><c>GET /snapshot.jpg</c>: the camera's next picture as a JPEG file.</summary>
/// <param name="live">Where pictures come from.</param>
internal sealed class SnapshotEndpoint(LiveFeed live) : IEndpoint
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public string Method => HttpMethods.Get;

    /// <inheritdoc/>
    public string Path => "/snapshot.jpg";

    /// <inheritdoc/>
    public EndpointAudience Audience => EndpointAudience.Viewers;

    /// <inheritdoc/>
    public async Task AnswerAsync(HttpContext context, bool isKnown, CancellationToken stop)
    {
        using var seat = live.PictureViewers.Join();
        var number = live.Pictures.Number;
        try
        {
            await live.Pictures.After(number).WaitAsync(Patience, stop).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            await Answer.ProblemAsync(context, StatusCodes.Status503ServiceUnavailable, live.PictureProblem ?? "No frame came. /healthz tells how the camera is.").ConfigureAwait(false);
            return;
        }

        var picture = Array.Empty<byte>();
        var length = live.Pictures.Copy(ref picture, 0, 0, out _);
        await Answer.BytesAsync(context, "image/jpeg", picture.AsMemory(0, length)).ConfigureAwait(false);
    }
}
