using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EdgeConv.Host.Web;

/// <summary>Writes responses.</summary>
internal static class Answer
{
    /// <summary>Answers with bytes.</summary>
    public static async Task BytesAsync(HttpContext context, string contentType, ReadOnlyMemory<byte> body, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Answers with an object of JSON.</summary>
    public static Task JsonAsync(HttpContext context, Action<Utf8JsonWriter> members, int status = StatusCodes.Status200OK) =>
        BytesAsync(context, "application/json", JsonObject.Of(members), status);

    /// <summary>Answers with what is wrong: <c>{"error":"…"}</c>.</summary>
    public static Task ProblemAsync(HttpContext context, int status, string problem)
    {
        // What was sent may be unread, and then the connection is of no use: whoever sent it must not send the next request there.
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true })
            context.Response.Headers.Connection = "close";
        return JsonAsync(context, json => json.WriteString("error"u8, problem), status);
    }
}
