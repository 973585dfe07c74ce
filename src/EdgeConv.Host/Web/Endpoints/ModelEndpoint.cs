using Microsoft.AspNetCore.Http;

namespace EdgeConv.Host.Web.Endpoints;

/// <summary><c>GET /api/model</c>: the model that runs.</summary>
/// <param name="run">The run that is on.</param>
internal sealed class ModelEndpoint(Func<RunView?> run) : IEndpoint
{
    /// <inheritdoc/>
    public string Method => HttpMethods.Get;

    /// <inheritdoc/>
    public string Path => "/api/model";

    /// <inheritdoc/>
    public EndpointAudience Audience => EndpointAudience.Viewers;

    /// <inheritdoc/>
    public Task AnswerAsync(HttpContext context, bool isKnown, CancellationToken stop) => run() is { } view
        ? Answer.JsonAsync(context, json => ModelJson.Write(json, view))
        : Answer.ProblemAsync(context, StatusCodes.Status503ServiceUnavailable, "Nothing runs.");
}
