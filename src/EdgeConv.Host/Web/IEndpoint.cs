using Microsoft.AspNetCore.Http;

namespace EdgeConv.Host.Web;

/// <summary>Answers the requests of one path and method.</summary>
internal interface IEndpoint
{
    /// <summary>The method, as in <c>GET</c>. Where it is GET, HEAD is answered, too.</summary>
    string Method { get; }

    /// <summary>The path, as in <c>/metrics</c>.</summary>
    string Path { get; }

    /// <summary>Who may ask.</summary>
    EndpointAudience Audience { get; }

    /// <summary>Whether the answer goes on as long as somebody reads.</summary>
    bool IsEndless => false;

    /// <summary>Answers.</summary>
    /// <param name="context">The request, and the response to be.</param>
    /// <param name="isKnown">Whether whoever asks may know everything.</param>
    /// <param name="stop">Asks an endless answer to stop: the reader is gone, or the server ends.</param>
    Task AnswerAsync(HttpContext context, bool isKnown, CancellationToken stop);
}
