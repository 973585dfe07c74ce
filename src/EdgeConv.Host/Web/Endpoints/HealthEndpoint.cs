using Microsoft.AspNetCore.Http;

namespace EdgeConv.Host.Web.Endpoints;

/// <summary>
/// <c>GET /healthz</c>: 200 while frames flow and decisions come of them, 503 with the reasons otherwise. What fails beside (a sink, the picture) is told and does
/// not count. Without a token only the status is told: whoever watches over services asks without one.
/// </summary>
/// <param name="run">The run that is on.</param>
internal sealed class HealthEndpoint(Func<RunView?> run) : IEndpoint
{
    /// <inheritdoc/>
    public string Method => HttpMethods.Get;

    /// <inheritdoc/>
    public string Path => "/healthz";

    /// <inheritdoc/>
    public EndpointAudience Audience => EndpointAudience.Everybody;

    /// <inheritdoc/>
    public Task AnswerAsync(HttpContext context, bool isKnown, CancellationToken stop)
    {
        var view = run();
        var complaints = RunHealth.Complaints(view);
        return Answer.JsonAsync(
            context,
            json =>
            {
                json.WriteString("status"u8, complaints.IsEmpty ? "ok" : "failing");
                if (!isKnown)
                    return;
                json.WriteStartArray("reasons"u8);
                foreach (var complaint in complaints)
                    json.WriteStringValue(complaint);
                json.WriteEndArray();
                StateJson.WriteProblems(json, view);
            },
            complaints.IsEmpty ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
