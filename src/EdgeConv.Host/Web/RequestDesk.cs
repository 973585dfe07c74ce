using System.Collections.Immutable;
using EdgeConv.Host.Web.Access;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace EdgeConv.Host.Web;

/// <summary>Takes every request: says who may ask, finds who answers, and refuses the rest with a reason.</summary>
/// <param name="endpoints">Who answers.</param>
/// <param name="access">Who may ask.</param>
/// <param name="refused">Counts what is refused.</param>
/// <param name="faults">Tells what goes wrong in answers.</param>
/// <param name="stopping">The server ends.</param>
internal sealed class RequestDesk(ImmutableArray<IEndpoint> endpoints, WebAccess access, RefusedRequests refused, AnswerFaults faults, CancellationToken stopping) : IHttpApplication<HttpContext>
{
    // Nothing from elsewhere, and no place in others' frames.
    private const string Policy = "default-src 'none'; img-src 'self'; connect-src 'self'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <inheritdoc/>
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    /// <inheritdoc/>
    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    /// <inheritdoc/>
    public async Task ProcessRequestAsync(HttpContext context)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await AnswerAsync(context, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException problem) when (problem is ConnectionAbortedException || stop.IsCancellationRequested)
        {
            context.Abort();
        }
        catch (BadHttpRequestException problem)
        {
            refused.CountAnswered(problem, Sender(context), context.Connection.Id);
            if (!context.Response.HasStarted)
                await Answer.ProblemAsync(context, problem.StatusCode, problem.Message).ConfigureAwait(false);
        }
        catch (IOException problem) when (problem is ConnectionResetException || context.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked is gone.
        }
        catch (Exception problem)
        {
            // A fault of one answer; the others are as good as before.
            faults.Tell(context.Request.Path, problem);
            refused.Count(RefusedRequests.Fault, Sender(context));
            if (context.Response.HasStarted)
                context.Abort();
            else
                await Answer.ProblemAsync(context, StatusCodes.Status500InternalServerError, "This went wrong here; the journal says how.").ConfigureAwait(false);
        }
    }

    private async Task AnswerAsync(HttpContext context, CancellationToken stop)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        var request = context.Request;
        var admission = access.Of(request);
        var here = endpoints.Where(endpoint => string.Equals(endpoint.Path, request.Path.Value, StringComparison.Ordinal)).ToImmutableArray();
        var method = HttpMethods.IsHead(request.Method) ? HttpMethods.Get : request.Method;
        var found = here.FirstOrDefault(endpoint => endpoint.Method == method);
        if (Refusal(admission, found?.Audience ?? EndpointAudience.Viewers) is var (status, reason, problem))
        {
            refused.Count(reason, Sender(context));
            if (status == StatusCodes.Status401Unauthorized)
                headers.WWWAuthenticate = "Bearer realm=\"edgeconv\"";
            await Answer.ProblemAsync(context, status, problem).ConfigureAwait(false);
        }
        else if (found is null && !here.IsEmpty)
        {
            refused.Count("method", Sender(context));
            headers.Allow = string.Join(", ", here.Select(endpoint => endpoint.Method));
            await Answer.ProblemAsync(context, StatusCodes.Status405MethodNotAllowed, $"{request.Path} is not asked for by {request.Method}.").ConfigureAwait(false);
        }
        else if (found is null)
        {
            refused.Count(RefusedRequests.NoSuchPath, Sender(context));
            await Answer.ProblemAsync(context, StatusCodes.Status404NotFound, "There is nothing here.").ConfigureAwait(false);
        }
        else if (admission == Admission.KnownByAddress && found.Path == "/")
        {
            access.Remember(context.Response);
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            headers[HeaderNames.Location] = "/";
        }
        else if (!HttpMethods.IsHead(request.Method) || !found.IsEndless)
        {
            await found.AnswerAsync(context, admission is Admission.Known or Admission.KnownByAddress or Admission.Local, stop).ConfigureAwait(false);
        }
    }

    private (int Status, string Reason, string Problem)? Refusal(Admission admission, EndpointAudience audience) => admission switch
    {
        Admission.ForeignHost => (StatusCodes.Status403Forbidden, "host", "This address is served under the names localhost and 127.0.0.1 only. To be reached by another name, let it listen there (web.listen) with a token."),
        Admission.ForeignSite => (StatusCodes.Status403Forbidden, "site", "Pages of other sites may not ask this."),
        _ when audience == EndpointAudience.Everybody => null,
        Admission.NoToken => (StatusCodes.Status401Unauthorized, "token", "A token is needed: open /?token=… in a browser, or send the header Authorization: Bearer …"),
        Admission.WrongToken => (StatusCodes.Status401Unauthorized, "token", "This is not the token."),
        Admission.Local when audience == EndpointAudience.Owners && !access.HasToken => (StatusCodes.Status403Forbidden, "token", "This needs a token, and none is set: set web.token or web.tokenFile in the configuration."),
        _ => null,
    };

    private static string? Sender(HttpContext context) => context.Connection.RemoteIpAddress?.ToString();
}
