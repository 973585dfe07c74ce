using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using EdgeConv.Vision.Decoding;

namespace EdgeConv.Tests.Host.Web;

public partial class WebServerTests(ColourCamera camera) : IClassFixture<ColourCamera>
{
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task Health_is_good_while_decisions_come()
    {
        using var client = camera.Program.Client();
        // A machine that stands still for a moment is not healthy then.
        HttpResponseMessage answer;
        while ((answer = await client.GetAsync("/healthz", _stop)).StatusCode != HttpStatusCode.OK)
            await Task.Delay(100, _stop);
        var health = await JsonAsync(answer);
        Assert.Equal("ok", health.GetProperty("status").GetString());
        Assert.Empty(health.GetProperty("reasons").EnumerateArray());
    }

    [Fact]
    public async Task Metrics_are_what_Prometheus_reads()
    {
        using var client = camera.Program.Client();
        WebProgram.Until(() => camera.Program.Metric("edgeconv_frames_decided_total") > 3, "decisions");
        var answer = await client.GetAsync("/metrics", _stop);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var text = await answer.Content.ReadAsStringAsync(_stop);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        string? family = null;
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
                family = line.Split(' ')[2];
            else if (!line.StartsWith("# HELP ", StringComparison.Ordinal))
                Assert.True(SampleLine().IsMatch(line) && line.StartsWith(family!, StringComparison.Ordinal), line);
        }

        Assert.Equal(Sample(text, "edgeconv_frames_decided_total"), Sample(text, "edgeconv_latency_seconds_count"), 2.0);
        Assert.Equal(Sample(text, "edgeconv_latency_seconds_count"), Sample(text, "edgeconv_latency_seconds_bucket{le=\"+Inf\"}"));
        Assert.Equal(1, Sample(text, "edgeconv_camera_up"));
        Assert.Equal(1, Sample(text, "edgeconv_up{part=\"camera\"}"));
        Assert.InRange(Sample(text, "edgeconv_score{label=\"red\",index=\"0\"}"), 0.9, 1);
        Assert.InRange(Sample(text, "process_resident_memory_bytes"), 1 << 20, 1 << 30);
    }

    [Fact]
    public async Task Events_tell_decisions_and_states()
    {
        using var client = camera.Program.Client();
        using var stream = await client.GetStreamAsync("/api/events", _stop);
        using var reader = new StreamReader(stream);
        var seen = new Dictionary<string, JsonElement>();
        string? name = null;
        while (seen.Count < 2)
        {
            var line = await reader.ReadLineAsync(_stop);
            if (line!.StartsWith("event: ", StringComparison.Ordinal))
                name = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                seen[name!] = JsonDocument.Parse(line[6..]).RootElement;
        }

        Assert.Equal("red", seen["decision"].GetProperty("predictions")[0].GetProperty("label").GetString());
        Assert.True(seen["state"].GetProperty("frames_flow").GetBoolean());
        Assert.InRange(seen["state"].GetProperty("viewers").GetInt32(), 1, 2);
    }

    [Fact]
    public async Task Layers_are_measured_while_somebody_watches()
    {
        using var client = camera.Program.Client();
        using var stream = await client.GetStreamAsync("/api/events", _stop);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(_stop) is { } line)
        {
            if (!line.StartsWith("data: {\"time\"", StringComparison.Ordinal) || !line.Contains("\"layers\"", StringComparison.Ordinal))
                continue;
            var layers = JsonDocument.Parse(line[6..]).RootElement.GetProperty("layers").EnumerateArray().ToArray();
            Assert.Contains(layers, layer => layer.GetProperty("name").GetString() == "FULLY_CONNECTED");
            if (layers.Sum(layer => layer.GetProperty("us").GetDouble()) > 0)
                return;
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task A_snapshot_is_the_cameras_picture()
    {
        Assert.SkipUnless(PictureDecoder.CanDecodeJpeg, "needs libturbojpeg");
        using var client = camera.Program.Client();
        HttpResponseMessage answer;
        while ((answer = await client.GetAsync("/snapshot.jpg", _stop)).StatusCode == HttpStatusCode.ServiceUnavailable)
            await Task.Delay(100, _stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var picture = PictureDecoder.Decode(await answer.Content.ReadAsByteArrayAsync(_stop));
        Assert.Equal((ColourCamera.Side, ColourCamera.Side), (picture.Width, picture.Height));
        Assert.InRange(picture[4, 4].Red, 240, 255);
        Assert.InRange(picture[4, 4].Green, 0, 15);
    }

    [Fact]
    public async Task The_live_picture_is_one_JPEG_file_after_another()
    {
        Assert.SkipUnless(PictureDecoder.CanDecodeJpeg, "needs libturbojpeg");
        using var client = camera.Program.Client();
        using var answer = await client.GetAsync("/live.mjpeg", HttpCompletionOption.ResponseHeadersRead, _stop);
        Assert.Equal("multipart/x-mixed-replace; boundary=frame", answer.Content.Headers.ContentType!.ToString());
        using var stream = await answer.Content.ReadAsStreamAsync(_stop);
        for (var part = 0; part < 3; part++)
        {
            Assert.Equal("--frame", await LineAsync(stream));
            Assert.Equal("Content-Type: image/jpeg", await LineAsync(stream));
            var length = int.Parse((await LineAsync(stream)).Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal("", await LineAsync(stream));
            var file = new byte[length];
            await stream.ReadExactlyAsync(file, _stop);
            Assert.Equal(ColourCamera.Side, PictureDecoder.Decode(file).Width);
            Assert.Equal("", await LineAsync(stream));
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task A_picture_that_is_sent_is_classified()
    {
        using var client = camera.Program.Client();
        var answer = await PostAsync(client, "/api/classify?top=2", await File.ReadAllBytesAsync(camera.Place.Green, _stop), "image/png");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var found = await JsonAsync(answer);
        Assert.Equal(8, found.GetProperty("width").GetInt32());
        var predictions = found.GetProperty("predictions").EnumerateArray().ToArray();
        Assert.Equal(2, predictions.Length);
        Assert.Equal("green", predictions[0].GetProperty("label").GetString());
        Assert.InRange(predictions[0].GetProperty("score").GetDouble(), 0.9, 1);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("image/png", "GIF89a...", "/api/classify", 400, "GIF: this format is not supported.")]
    [InlineData("image/png", "", "/api/classify", 400, "the file is empty")]
    [InlineData("text/plain", "P3", "/api/classify", 415, "Send a picture as it is")]
    [InlineData("image/png", "P3", "/api/classify?top=0", 400, "top is a whole number from 1 to 100.")]
    [InlineData("image/x-portable-pixmap", "P6 5000 5000 255\n", "/api/classify", 400, "are more than the 16000000 that are allowed")]
    public async Task What_is_no_picture_is_refused_with_a_reason(string type, string contents, string path, int status, string reason)
    {
        using var client = camera.Program.Client();
        var answer = await PostAsync(client, path, System.Text.Encoding.ASCII.GetBytes(contents), type);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(reason, (await JsonAsync(answer)).GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_picture_that_is_too_large_is_refused()
    {
        using var client = camera.Program.Client();
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await WhenThereIsRoomAsync(async () =>
        {
            using var huge = new ByteArrayContent(new byte[(16 << 20) + 1]);
            huge.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
            // Asks first, so that the answer is read although the body is not sent.
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/classify") { Content = huge, Headers = { ExpectContinue = true } };
            return (await client.SendAsync(request, _stop)).StatusCode;
        }));
    }

    [Fact]
    public async Task Too_many_pictures_are_asked_to_come_again()
    {
        using var client = camera.Program.Client();
        var file = await File.ReadAllBytesAsync(camera.Place.Blue, _stop);
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => PostAsync(client, "/api/classify", file, "image/png", isPatient: false)));
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        var refused = answers.First(answer => answer.StatusCode != HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task Pages_may_load_nothing_from_elsewhere()
    {
        using var client = camera.Program.Client();
        foreach (var path in new[] { "/", "/page.css", "/page.js", "/icon.svg" })
        {
            var answer = await client.GetAsync(path, _stop);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.StartsWith("default-src 'none';", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            var text = await answer.Content.ReadAsStringAsync(_stop);
            Assert.DoesNotMatch("https?://(?!www.w3.org/2000/svg)", text);
            Assert.DoesNotContain("innerHTML", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("GET", "/nothing", 404)]
    [InlineData("GET", "/PAGE.JS", 404)]
    [InlineData("GET", "/api/classify", 405)]
    [InlineData("DELETE", "/metrics", 405)]
    [InlineData("HEAD", "/metrics", 200)]
    [InlineData("HEAD", "/live.mjpeg", 200)]
    public async Task A_wrong_path_or_method_is_told(string method, string path, int status)
    {
        using var client = camera.Program.Client();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        Assert.Equal(status, (int)(await client.SendAsync(request, _stop)).StatusCode);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("192.168.0.7")]
    public async Task A_name_that_was_made_to_point_here_gets_nothing(string host)
    {
        using var client = camera.Program.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/snapshot.jpg");
        request.Headers.Host = host;
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(request, _stop)).StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Another_sites_page_cannot_send_pictures(string header, string value)
    {
        using var client = camera.Program.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/classify") { Content = new ByteArrayContent([1]) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        request.Headers.Add(header, value);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(request, _stop)).StatusCode);
    }

    [Fact]
    public async Task The_configuration_is_shown()
    {
        using var client = camera.Program.Client();
        var configuration = await JsonAsync(await client.GetAsync("/api/config", _stop));
        Assert.Equal("colours.tflite", configuration.GetProperty("model").GetProperty("name").GetString());
        Assert.Equal(ColourCamera.Source, configuration.GetProperty("camera").GetProperty("source").GetString());
    }

    private async Task<HttpResponseMessage> PostAsync(HttpClient client, string path, byte[] body, string type, bool isPatient = true)
    {
        while (true)
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue(type);
            var answer = await client.PostAsync(path, content, _stop);
            if (!isPatient || answer.StatusCode != HttpStatusCode.TooManyRequests)
                return answer;
            await Task.Delay(200, _stop);
        }
    }

    /// <summary>Other tests' pictures may have used up what the server takes in a second.</summary>
    private async Task<HttpStatusCode> WhenThereIsRoomAsync(Func<Task<HttpStatusCode>> send)
    {
        HttpStatusCode status;
        while ((status = await send()) == HttpStatusCode.TooManyRequests)
            await Task.Delay(200, _stop);
        return status;
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    private static async Task<string> LineAsync(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAtLeastAsync(one, 1) == 1 && one[0] != '\n')
            line.Add(one[0]);
        return System.Text.Encoding.ASCII.GetString([.. line]).TrimEnd('\r');
    }

    private static double Sample(string text, string sample) =>
        double.Parse(Regex.Match(text, $"^{Regex.Escape(sample)} (.*)$", RegexOptions.Multiline).Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex("""^[a-z_]+(\{[a-z_]+="([^"\\]|\\.)*"(,[a-z_]+="([^"\\]|\\.)*")*\})? [-+0-9.eEInf]+$""")]
    private static partial Regex SampleLine();
}
