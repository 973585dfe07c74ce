using EdgeConv.Host.Exchange;
using EdgeConv.Host.Failures;
using EdgeConv.Host.Web.Classify;
using Microsoft.AspNetCore.Http;

namespace EdgeConv.Host.Web.Endpoints;

/// <summary>
/// <c>POST /api/model[?name=N]</c>: a model to run in place of the one that does. It is tried before anything changes; where it is refused (422, with the reason) or
/// fails its first frames, the old one runs on. Where the configuration was read again meanwhile and the model does not run for that reason, it is to be sent again
/// (409). Needs a token everywhere.
/// </summary>
/// <param name="run">The run that is on.</param>
/// <param name="exchange">Where models are kept.</param>
/// <param name="change">Has the newest run, or says why it cannot; answers which is going to run.</param>
/// <param name="refused">Counts what is refused.</param>
internal sealed class ModelSendEndpoint(Func<RunView?> run, ModelExchange exchange, Func<ModelOrigin> change, RefusedRequests refused) : IEndpoint
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
        if (Interlocked.Exchange(ref _isBusy, 1) != 0)
        {
            await RefuseAsync(context, StatusCodes.Status409Conflict, "pace", "Another model is being sent.").ConfigureAwait(false);
            return;
        }

        try
        {
            await ReceiveAsync(context, stop).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _isBusy, 0);
        }
    }

    private async Task ReceiveAsync(HttpContext context, CancellationToken stop)
    {
        RequestBody.Allow(context, MostBytes);
        IncomingModel incoming;
        try
        {
            incoming = exchange.Receive();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            await RefuseToKeepAsync(context, problem).ConfigureAwait(false);
            return;
        }

        using (incoming)
            await ReceiveAsync(context, incoming, stop).ConfigureAwait(false);
    }

    private async Task ReceiveAsync(HttpContext context, IncomingModel incoming, CancellationToken stop)
    {
        try
        {
            using (incoming.Contents)
            {
                await RequestBody.CopyAsync(context, incoming.Contents, MostBytes, Patience, stop).ConfigureAwait(false);
                incoming.Contents.Flush(flushToDisk: true);
            }
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or IOException and not BadHttpRequestException && !context.RequestAborted.IsCancellationRequested)
        {
            await RefuseToKeepAsync(context, problem).ConfigureAwait(false);
            return;
        }

        // Asked now: while the model came the configuration may have been read again.
        if (run() is not { } view)
        {
            await Answer.ProblemAsync(context, StatusCodes.Status503ServiceUnavailable, "Nothing runs.").ConfigureAwait(false);
            return;
        }

        StoredModel? model;
        try
        {
            incoming.Try(view.Settings);
        }
        catch (Exception problem) when (Expected.Is(problem))
        {
            await RefuseModelAsync(context, problem.Message).ConfigureAwait(false);
            return;
        }

        try
        {
            model = exchange.Take(incoming, NameOf(context.Request), view.Model.Origin.Configured);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            await RefuseToKeepAsync(context, problem).ConfigureAwait(false);
            return;
        }

        if (model is null)
            await RefuseForChangeAsync(context).ConfigureAwait(false);
        else
            await ChangeAsync(context, model).ConfigureAwait(false);
    }

    private async Task ChangeAsync(HttpContext context, StoredModel model)
    {
        try
        {
            if (change().Sent?.File != model.File && exchange.WhyGivenUp(model) is null)
            {
                exchange.FallBack(model, "the configuration changed while it was sent");
                await RefuseForChangeAsync(context).ConfigureAwait(false);
                return;
            }
        }
        catch (Exception problem) when (Expected.Is(problem))
        {
            exchange.FallBack(model, problem.Message);
        }

        if (exchange.WhyGivenUp(model) is { } reason)
        {
            await RefuseModelAsync(context, reason).ConfigureAwait(false);
            return;
        }

        await Answer.JsonAsync(context, json =>
        {
            json.WriteString("status"u8, "on trial");
            json.WriteNumber("decisions_to_go"u8, ModelTrial.Decisions);
        }, StatusCodes.Status202Accepted).ConfigureAwait(false);
    }

    private Task RefuseModelAsync(HttpContext context, string problem) => RefuseAsync(context, StatusCodes.Status422UnprocessableEntity, "model", problem);

    private Task RefuseForChangeAsync(HttpContext context) =>
        RefuseAsync(context, StatusCodes.Status409Conflict, "pace", "The configuration changed while the model was sent; send it again.");

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
