using System.Text;
using EdgeConv.Host.Board;
using EdgeConv.Host.Web.Live;
using EdgeConv.Host.Web.Metrics;
using Microsoft.AspNetCore.Http;

namespace EdgeConv.Host.Web.Endpoints;

/// <summary><c>GET /metrics</c>: figures for Prometheus.</summary>
/// <param name="run">The run that is on.</param>
/// <param name="board">Where temperatures are read.</param>
/// <param name="refused">Requests that were not answered.</param>
/// <param name="live">Those who watch.</param>
internal sealed class MetricsEndpoint(Func<RunView?> run, Func<BoardState> board, RefusedRequests refused, LiveFeed live) : IEndpoint
{
    /// <inheritdoc/>
    public string Method => HttpMethods.Get;

    /// <inheritdoc/>
    public string Path => "/metrics";

    /// <inheritdoc/>
    public EndpointAudience Audience => EndpointAudience.Viewers;

    /// <inheritdoc/>
    public Task AnswerAsync(HttpContext context, bool isKnown, CancellationToken stop) => run() is { } view
        ? Answer.BytesAsync(context, MetricsText.ContentType, Encoding.UTF8.GetBytes(RunMetrics.Of(view, board(), refused, live.Viewers.Count)))
        : Answer.ProblemAsync(context, StatusCodes.Status503ServiceUnavailable, "Nothing runs.");
}
