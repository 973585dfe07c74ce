using Microsoft.AspNetCore.Http;

namespace EdgeConv.Host.Web.Endpoints;

/// <summary><c>GET /api/config</c>: what runs.</summary>
/// <param name="run">The run that is on.</param>
internal sealed class ConfigurationEndpoint(Func<RunView?> run) : IEndpoint
{
    /// <inheritdoc/>
    public string Method => HttpMethods.Get;

    /// <inheritdoc/>
    public string Path => "/api/config";

    /// <inheritdoc/>
    public EndpointAudience Audience => EndpointAudience.Viewers;

    /// <inheritdoc/>
    public Task AnswerAsync(HttpContext context, bool isKnown, CancellationToken stop) => run() is { } view
        ? Answer.JsonAsync(context, json => ConfigurationJson.Write(json, view))
        : Answer.ProblemAsync(context, StatusCodes.Status503ServiceUnavailable, "Nothing runs.");
}
