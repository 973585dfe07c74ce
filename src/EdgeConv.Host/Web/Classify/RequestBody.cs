using System.Buffers;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EdgeConv.Host.Web.Classify;

/// <summary>What a request sends, within bounds.</summary>
internal static class RequestBody
{
    private const int BlockBytes = 1 << 16;

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
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            while (await SomeAsync(context, block, late.Token).ConfigureAwait(false) is > 0 and var length)
                await target.WriteAsync(block.AsMemory(0, length), late.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new BadHttpRequestException($"Not sent within {patience.TotalSeconds} s.", StatusCodes.Status408RequestTimeout);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private static async ValueTask<int> SomeAsync(HttpContext context, byte[] block, CancellationToken stop)
    {
        try
        {
            return await context.Request.Body.ReadAsync(block, stop).ConfigureAwait(false);
        }
        catch (IOException problem) when (problem is not (BadHttpRequestException or ConnectionResetException) && !context.RequestAborted.IsCancellationRequested)
        {
            // The server has no other word for a chunk whose length is too large for a number.
            throw new BadHttpRequestException(problem.Message, problem);
        }
    }
}
