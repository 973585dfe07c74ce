using Microsoft.AspNetCore.Http;

namespace EdgeConv.Host.Web.Endpoints;

/// <summary>A file of the live page, out of the program itself.</summary>
/// <param name="path">Its path.</param>
/// <param name="file">Its name among the program's resources.</param>
/// <param name="contentType">What it is.</param>
internal sealed class PageEndpoint(string path, string file, string contentType) : IEndpoint
{
    private readonly Lazy<ReadOnlyMemory<byte>> _contents = new(() => Load(file));

    /// <inheritdoc/>
    public string Method => HttpMethods.Get;

    /// <inheritdoc/>
    public string Path => path;

    /// <inheritdoc/>
    public EndpointAudience Audience => EndpointAudience.Viewers;

    /// <inheritdoc/>
    public Task AnswerAsync(HttpContext context, bool isKnown, CancellationToken stop) => Answer.BytesAsync(context, contentType, _contents.Value);

    private static ReadOnlyMemory<byte> Load(string file)
    {
        using var resource = typeof(PageEndpoint).Assembly.GetManifestResourceStream(file)!;
        var contents = new byte[resource.Length];
        resource.ReadExactly(contents);
        return contents;
    }
}
