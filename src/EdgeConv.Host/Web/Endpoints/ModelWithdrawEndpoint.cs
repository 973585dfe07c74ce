using EdgeConv.Host.Exchange;
using EdgeConv.Host.Failures;
using Microsoft.AspNetCore.Http;

namespace EdgeConv.Host.Web.Endpoints;

/// <summary><c>DELETE /api/model</c>: the configured model runs again, and models that were sent are removed. Needs a token everywhere.</summary>
/// <param name="exchange">Where models are kept.</param>
/// <param name="change">Has the configured one run, or says why it cannot; answers which is going to run.</param>
internal sealed class ModelWithdrawEndpoint(ModelExchange exchange, Func<ModelOrigin> change) : IEndpoint
{
    /// <inheritdoc/>
    public string Method => HttpMethods.Delete;

    /// <inheritdoc/>
    public string Path => "/api/model";

    /// <inheritdoc/>
    public EndpointAudience Audience => EndpointAudience.Owners;

    /// <inheritdoc/>
    public async Task AnswerAsync(HttpContext context, bool isKnown, CancellationToken stop)
    {
        ExchangeRecord? withdrawn;
        try
        {
            withdrawn = exchange.Withdraw();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            await Answer.ProblemAsync(context, StatusCodes.Status507InsufficientStorage, $"That cannot be recorded: {problem.Message}").ConfigureAwait(false);
            return;
        }

        if (withdrawn is not null)
        {
            try
            {
                change();
            }
            catch (Exception problem) when (Expected.Is(problem))
            {
                exchange.Restore(withdrawn);
                await Answer.ProblemAsync(context, StatusCodes.Status409Conflict, $"The configured model cannot run, and the one that was sent goes on: {problem.Message}").ConfigureAwait(false);
                return;
            }

            exchange.Tidy();
        }

        await Answer.JsonAsync(context, json => json.WriteString("status"u8, withdrawn is null ? "nothing was sent" : "withdrawn")).ConfigureAwait(false);
    }
}
