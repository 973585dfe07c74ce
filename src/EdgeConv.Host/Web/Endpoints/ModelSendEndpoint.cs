using EdgeConv.Host.Exchange;
using EdgeConv.Host.Failures;
using EdgeConv.Host.Web.Classify;
using Microsoft.AspNetCore.Http;

namespace EdgeConv.Host.Web.Endpoints;

/// <summary>
/// <c>POST /api/model[?name=N]</c>: a model to run in place of the one that does. It is tried before anything changes; where it is refused (422, with the reason) or
/// fails its first frames, the old one runs on. Needs a token everywhere.
/// </summary>
/// <param name="run">The run that is on.</param>
/// <param name="exchange">Where models are kept.</param>
/// <param name="change">Has the newest run, or says why it cannot.</param>
/// <param name="refused">Counts what is refused.</param>
internal sealed class ModelSendEndpoint(Func<RunView?> run, ModelExchange exchange, Action change, RefusedRequests refused) : IEndpoint
{
    private const long MostBytes = 64L << 20;
    private const int MostNameLength = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private int _isBusy;

    /// <inheritdoc/>
    public string Method => HttpMethods.Post;

    /// <inheritdoc/>
    public string Path => "/api/model";

    /// <inheritdoc/>
    public EndpointAudience Audience => EndpointAudience.Owners;

    /// <inheritdoc/>
    public async Task AnswerAsync(HttpContext context, bool isKnown, CancellationToken stop)
    {
        if (run() is not { } view)
        {
            await Answer.ProblemAsync(context, StatusCodes.Status503ServiceUnavailable, "Nothing runs.").ConfigureAwait(false);
            return;
        }

        if (Interlocked.Exchange(ref _isBusy, 1) != 0)
        {
            await RefuseAsync(context, StatusCodes.Status409Conflict, "pace", "Another model is being sent.").ConfigureAwait(false);
            return;
        }

        try
        {
            await ReceiveAsync(context, view, stop).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _isBusy, 0);
        }
    }

    private async Task ReceiveAsync(HttpContext context, RunView view, CancellationToken stop)
    {
        RequestBody.Allow(context, MostBytes);
        FileStream file;
        try
        {
            file = exchange.Receive();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            await RefuseToKeepAsync(context, problem).ConfigureAwait(false);
            return;
        }

        try
        {
            await ReceiveAsync(context, file, view, stop).ConfigureAwait(false);
        }
        finally
        {
            exchange.DropReceived();
        }
    }

    private async Task ReceiveAsync(HttpContext context, FileStream file, RunView view, CancellationToken stop)
    {
        try
        {
            using (file)
            {
                await RequestBody.CopyAsync(context, file, MostBytes, Patience, stop).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or IOException and not BadHttpRequestException && !context.RequestAborted.IsCancellationRequested)
        {
            await RefuseToKeepAsync(context, problem).ConfigureAwait(false);
            return;
        }

        try
        {
            exchange.Take(NameOf(context.Request), view.Model.Origin.Configured, view.Settings);
        }
        catch (Exception problem) when (Expected.Is(problem))
        {
            await RefuseAsync(context, StatusCodes.Status422UnprocessableEntity, "model", problem.Message).ConfigureAwait(false);
            return;
        }

        try
        {
            change();
        }
        catch (Exception problem) when (Expected.Is(problem))
        {
            exchange.FallBack(null, problem.Message);
            await RefuseAsync(context, StatusCodes.Status422UnprocessableEntity, "model", problem.Message).ConfigureAwait(false);
            return;
        }

        await Answer.JsonAsync(context, json =>
        {
            json.WriteString("status"u8, "on trial");
            json.WriteNumber("decisions_to_go"u8, ModelTrial.Decisions);
        }, StatusCodes.Status202Accepted).ConfigureAwait(false);
    }

    private static Task RefuseToKeepAsync(HttpContext context, Exception problem) =>
        Answer.ProblemAsync(context, StatusCodes.Status507InsufficientStorage, $"The model cannot be kept: {problem.Message}");

    private Task RefuseAsync(HttpContext context, int status, string reason, string problem)
    {
        refused.Count(reason, context.Connection.RemoteIpAddress?.ToString());
        return Answer.ProblemAsync(context, status, problem);
    }

    private static string NameOf(HttpRequest request)
    {
        var name = request.Query["name"] is [{ Length: > 0 } given, ..] ? string.Concat(given.Where(character => !char.IsControl(character)).Take(MostNameLength)) : "";
        return name.Length > 0 ? name : "a model that was sent";
    }
}
