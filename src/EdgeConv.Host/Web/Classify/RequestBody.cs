using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EdgeConv.Host.Web.Classify;

/// <summary>What a request sends, within bounds.</summary>
internal static class RequestBody
{
    /// <summary>Lets a request send so much.</summary>
    /// <exception cref="BadHttpRequestException">It said that it will send more.</exception>
    public static void Allow(HttpContext context, long most)
    {
        if (context.Request.ContentLength > most)
            throw new BadHttpRequestException($"At most {most >> 20} MiB are taken.", StatusCodes.Status413PayloadTooLarge);
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = most;
    }

    /// <summary>All of it, in memory.</summary>
    /// <param name="context">The request.</param>
    /// <param name="most">The most bytes.</param>
    /// <param name="patience">How long it may take to send them.</param>
    /// <param name="stop">Asks to stop.</param>
    /// <exception cref="BadHttpRequestException">It is more, or takes longer.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext context, int most, TimeSpan patience, CancellationToken stop)
    {
        using var whole = new MemoryStream((int)(context.Request.ContentLength ?? 0) is var length and > 0 && length <= most ? length : 0);
        await CopyAsync(context, whole, most, patience, stop).ConfigureAwait(false);
        return whole.GetBuffer().AsMemory(0, (int)whole.Length);
    }

    /// <summary>Copies all of it.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public static async Task CopyAsync(HttpContext context, Stream target, long most, TimeSpan patience, CancellationToken stop)
    {
        Allow(context, most);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        late.CancelAfter(patience);
        try
        {
            await context.Request.Body.CopyToAsync(target, late.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new BadHttpRequestException($"Not sent within {patience.TotalSeconds} s.", StatusCodes.Status408RequestTimeout);
        }
    }
}
