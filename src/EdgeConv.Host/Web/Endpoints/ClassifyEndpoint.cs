using System.Diagnostics;
using System.Globalization;
using EdgeConv.Host.Web.Classify;
using EdgeConv.Vision;
using EdgeConv.Vision.Classification;
using EdgeConv.Vision.Decoding;
using EdgeConv.Vision.Frames;
using Microsoft.AspNetCore.Http;

namespace EdgeConv.Host.Web.Endpoints;

/// <summary>
/// <c>POST /api/classify[?top=N]</c>: a picture (JPEG, PNG, BMP, PNM) is classified by the model that runs. Ten a second, and a few at once while they are
/// sent, so that a slow sender holds nobody up; one at a time is looked at. Others are asked to come again (429).
/// </summary>
/// <param name="run">The run that is on.</param>
/// <param name="refused">Counts what is refused.</param>
internal sealed class ClassifyEndpoint(Func<RunView?> run, RefusedRequests refused) : IEndpoint
{
    private const int MostBytes = 16 << 20;
    // A phone's or a board camera's photograph has 12 megapixels; as RGB this is 48 MB.
    private const int MostPixels = 16_000_000;
    private const int MostPerSecond = 10;
    // Each holds its file in memory.
    private const int MostAtOnce = 4;
    private const int MostGuesses = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly RequestPace _pace = new(MostPerSecond);
    private readonly ConcurrentExclusiveSchedulerPair _turns = new();
    private int _taken;

    /// <inheritdoc/>
    public string Method => HttpMethods.Post;

    /// <inheritdoc/>
    public string Path => "/api/classify";

    /// <inheritdoc/>
    public EndpointAudience Audience => EndpointAudience.Viewers;

    /// <inheritdoc/>
    public async Task AnswerAsync(HttpContext context, bool isKnown, CancellationToken stop)
    {
        // A form cannot be of these types: a page of another site would have to ask first, and is refused.
        if (context.Request.ContentType is not { } type || !(type.StartsWith("image/", StringComparison.OrdinalIgnoreCase) || type.StartsWith("application/octet-stream", StringComparison.OrdinalIgnoreCase)))
        {
            await RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType, "type", "Send a picture as it is, with Content-Type: image/jpeg, image/png, image/bmp or application/octet-stream.").ConfigureAwait(false);
            return;
        }

        if (!TryGetTop(context.Request, out var top))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "malformed", $"top is a whole number from 1 to {MostGuesses}.").ConfigureAwait(false);
            return;
        }

        if (!_pace.Admits(MonotonicClock.Now))
        {
            await RefuseForNowAsync(context).ConfigureAwait(false);
            return;
        }

        try
        {
            if (Interlocked.Increment(ref _taken) <= MostAtOnce)
                await ClassifyAsync(context, top, stop).ConfigureAwait(false);
            else
                await RefuseForNowAsync(context).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _taken);
        }
    }

    private Task RefuseForNowAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return RefuseAsync(context, StatusCodes.Status429TooManyRequests, "pace", $"{MostPerSecond} pictures a second are classified, and {MostAtOnce} at once are taken.");
    }

    private async Task ClassifyAsync(HttpContext context, int top, CancellationToken stop)
    {
        var file = await RequestBody.ReadAsync(context, MostBytes, Patience, stop).ConfigureAwait(false);
        (Picture Picture, ImageClassification? Found, TimeSpan Elapsed) answer;
        try
        {
            // In turn: a decoded picture takes three times the memory of the largest file.
            answer = await Task.Factory.StartNew(() => Classify(file, top), stop, TaskCreationOptions.None, _turns.ExclusiveScheduler).ConfigureAwait(false);
        }
        catch (PictureFormatException problem)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "picture", problem.Message).ConfigureAwait(false);
            return;
        }
        catch (MissingLibraryException problem)
        {
            await Answer.ProblemAsync(context, StatusCodes.Status503ServiceUnavailable, problem.Message).ConfigureAwait(false);
            return;
        }

        var (picture, found, elapsed) = answer;
        if (found is null)
        {
            context.Response.Headers.RetryAfter = "1";
            await Answer.ProblemAsync(context, StatusCodes.Status503ServiceUnavailable, "The model is being changed.").ConfigureAwait(false);
            return;
        }

        await Answer.JsonAsync(context, json =>
        {
            json.WriteNumber("width"u8, picture.Width);
            json.WriteNumber("height"u8, picture.Height);
            json.WriteNumber("time_ms"u8, Math.Round(elapsed.TotalMilliseconds, 2));
            json.WriteStartArray("predictions"u8);
            foreach (var prediction in found.Predictions)
            {
                json.WriteStartObject();
                json.WriteNumber("index"u8, prediction.Index);
                json.WriteString("label"u8, prediction.Label);
                json.WriteNumber("score"u8, prediction.Score);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }).ConfigureAwait(false);
    }

    private (Picture Picture, ImageClassification? Found, TimeSpan Elapsed) Classify(ReadOnlyMemory<byte> file, int top)
    {
        var since = Stopwatch.GetTimestamp();
        var picture = PictureDecoder.Decode(file, MostPixels);
        var found = run()?.Pictures.Classify(picture, top);
        return (picture, found, Stopwatch.GetElapsedTime(since));
    }

    private Task RefuseAsync(HttpContext context, int status, string reason, string problem)
    {
        refused.Count(reason, context.Connection.RemoteIpAddress?.ToString());
        return Answer.ProblemAsync(context, status, problem);
    }

    private static bool TryGetTop(HttpRequest request, out int top)
    {
        top = 5;
        return request.Query["top"] is not [{ } text, ..]
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out top) && top is >= 1 and <= MostGuesses);
    }
}
