using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using EdgeConv.Vision.Decoding;

namespace EdgeConv.Tests.Host.Web;

/// <summary>What goes wrong around the server leaves the run as it is.</summary>
public class WebFaultTests(Workplace place) : IClassFixture<Workplace>
{
    private const string Token = "0123456789abcdef-secret";
    private const string WithToken = $"\"listen\": \"127.0.0.1:0\", \"token\": \"{Token}\"";

    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    [Fact]
    public void A_port_in_use_is_told_once_and_taken_when_it_is_free()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = other.LocalEndpoint.ToString()!;
        using var program = Start($"\"listen\": \"{address}\"");
        WebProgram.Until(() => program.Errors.Length > 0, "told");
        Assert.StartsWith($"edgeconv: web: http://{address}/ cannot be served: ", program.Errors[0], StringComparison.Ordinal);
        Assert.EndsWith(". The run goes on without, and this is tried again", program.Errors[0], StringComparison.Ordinal);
        Thread.Sleep(1500);
        Assert.Single(program.Errors);
        Assert.False(program.HasEnded);
        other.Stop();
        Assert.Equal($"http://{address}/", program.Address.ToString());
        WebProgram.Until(() => program.Metric("edgeconv_frames_decided_total") > 0, "decisions");
        Assert.True(program.Errors.Length == 2, string.Join('\n', program.Errors));
    }

    [Fact]
    public async Task Elsewhere_than_on_a_loopback_address_a_token_is_asked_for()
    {
        // A configured token asks everywhere; nothing is opened to the network for a test.
        using var program = Start(WithToken);
        using var stranger = program.Client();
        foreach (var path in new[] { "/", "/metrics", "/snapshot.jpg", "/live.mjpeg", "/api/events", "/api/config", "/nothing" })
            Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync(path, _stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.PostAsync("/api/classify", null, _stop)).StatusCode);
        WebProgram.Until(() => stranger.GetAsync("/healthz", _stop).Result.StatusCode == HttpStatusCode.OK, "healthy");
        Assert.Equal("{\"status\":\"ok\"}", await stranger.GetStringAsync("/healthz", _stop));

        using var owner = program.Client(Token);
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync("/metrics", _stop)).StatusCode);
        using var guesser = program.Client(Token[..^1] + "x");
        Assert.Equal(HttpStatusCode.Unauthorized, (await guesser.GetAsync("/metrics", _stop)).StatusCode);
        Assert.True(program.Errors.Length == 2, string.Join('\n', program.Errors));
        Assert.DoesNotContain(program.Errors, line => line.Contains(Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_browser_that_said_the_token_once_has_a_cookie_that_is_good_to_look()
    {
        using var program = Start(WithToken);
        using var stranger = program.Client();
        var answer = await stranger.GetAsync($"/?token={Token}", _stop);
        Assert.Equal((HttpStatusCode.SeeOther, "/"), (answer.StatusCode, answer.Headers.Location!.ToString()));
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Token, cookie, StringComparison.Ordinal);

        using var looking = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        looking.Headers.Add("Cookie", cookie.Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, (await stranger.SendAsync(looking, _stop)).StatusCode);
        using var changing = new HttpRequestMessage(HttpMethod.Post, "/api/classify");
        changing.Headers.Add("Cookie", cookie.Split(';')[0]);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.SendAsync(changing, _stop)).StatusCode);
    }

    [Fact]
    public async Task A_cameras_password_is_told_nobody()
    {
        using var program = new WebProgram([[]], TimeSpan.FromSeconds(1), "--camera", "rtsp://me:se@ cret@127.0.0.1:1/film", "--model", place.Model, "--web", "127.0.0.1:0");
        WebProgram.Until(() => program.Errors.Any(line => line.StartsWith("edgeconv: camera: ", StringComparison.Ordinal)), "told");
        using var client = program.Client();
        Assert.Contains("rtsp://…@127.0.0.1:1/film", Regex.Unescape(await client.GetStringAsync("/api/config", _stop)), StringComparison.Ordinal);
        foreach (var path in new[] { "/api/config", "/metrics" })
            Assert.DoesNotContain("cret", await client.GetStringAsync(path, _stop), StringComparison.Ordinal);
        Assert.DoesNotContain("cret", await (await client.GetAsync("/healthz", _stop)).Content.ReadAsStringAsync(_stop), StringComparison.Ordinal);
        Assert.DoesNotContain(program.Errors, line => line.Contains("cret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_body_that_cannot_be_read_is_counted_once()
    {
        const string Malformed = "edgeconv_web_requests_refused_total{reason=\"malformed\"}";
        using var program = Start(WithToken);
        string[] bodies = ["zz\r\nabc\r\n0\r\n\r\n", "3\r\nabcdef\r\n0\r\n\r\n", "3\r\nabc\r\n-1\r\n"];
        foreach (var body in bodies)
        {
            using var request = new RawRequest(program.Address);
            await request.SendAsync($"POST /api/classify HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {Token}\r\nContent-Type: image/png\r\nTransfer-Encoding: chunked\r\n\r\n{body}");
            await request.AnswerAsync();
        }

        using (var request = new RawRequest(program.Address))
        {
            await request.SendAsync("no HTTP\r\n\r\n");
            await request.AnswerAsync();
        }

        WebProgram.Until(() => program.Metric(Malformed, Token) >= bodies.Length + 1, "counted");
        // What the server itself says of a connection comes after the answer.
        Thread.Sleep(500);
        Assert.Equal(bodies.Length + 1, program.Metric(Malformed, Token));
    }

    [Fact]
    public async Task A_thousand_hostile_requests_change_nothing()
    {
        using var program = Start(WithToken);
        WebProgram.Until(() => program.Metric("edgeconv_frames_decided_total", Token) > 10, "decisions");
        await AttackAsync(program, 200);

        // Other programs on the machine slow this one down and have it collect late, now and then; what the attack does, it does each time.
        var (pace, growth) = (0.0, double.MaxValue);
        for (var attempt = 0; attempt < 3 && (pace <= 0.7 || growth >= 24e6); attempt++)
        {
            var memory = program.Metric("process_resident_memory_bytes", Token);
            var calm = Pace(program);
            Assert.True(calm > 0, "no decisions before the attack");
            var attack = Task.Run(() => AttackAsync(program, 1000), _stop);
            pace = Math.Max(pace, Pace(program) / calm);
            await attack;
            growth = Math.Min(growth, program.Metric("process_resident_memory_bytes", Token) - memory);
        }

        Assert.False(program.HasEnded);
        Assert.True(pace > 0.7, $"{pace:0.00} of the decisions before, under attack");
        Assert.True(growth < 24e6, $"{growth / 1e6:0.0} MB more with each attack");
        Assert.True(program.Errors.Length == 2, string.Join('\n', program.Errors));
        Assert.Matches(@"^edgeconv: web: a request (from 127\.0\.0\.1 )?was refused \(\w+\); further ones are counted at /metrics$", program.Errors[1]);
        Assert.True(program.Metric("edgeconv_web_requests_refused_total{reason=\"token\"}", Token) >= 200);
        Assert.True(program.Metric("edgeconv_web_requests_refused_total{reason=\"malformed\"}", Token) >= 200);
        Assert.Equal(0, program.Metric("edgeconv_failures_total{part=\"camera\"}", Token));
    }

    [Fact]
    public async Task Hostile_requests_of_one_who_knows_the_token_change_nothing()
    {
        using var program = Start($"{WithToken}, \"state\": \"state-hostile\"");
        WebProgram.Until(() => program.Metric("edgeconv_frames_decided_total", Token) > 10, "decisions");
        var memory = double.MaxValue;
        for (var i = 0; i < 300; i++)
        {
            using var request = new RawRequest(program.Address);
            await request.SendAsync(HostileOwner(i));
            // Those that end in the middle; whoever hangs up is answered no more.
            if (i % 12 is 0 or 5)
                request.EndSending();
            await request.AnswerAsync();
            if (i == 100)
                memory = program.Metric("process_resident_memory_bytes", Token);
        }

        Assert.InRange(program.Metric("process_resident_memory_bytes", Token) - memory, double.MinValue, 48e6);
        Assert.False(program.HasEnded);
        var decided = program.Metric("edgeconv_frames_decided_total", Token);
        WebProgram.Until(() => program.Metric("edgeconv_frames_decided_total", Token) > decided, "decisions go on");
        foreach (var reason in new[] { "malformed", "picture", "model", "size", "pace" })
            Assert.True(program.Metric($"edgeconv_web_requests_refused_total{{reason=\"{reason}\"}}", Token) > 0, reason);
        using var owner = program.Client(Token);
        Assert.Contains("\"source\":\"configured\"", await owner.GetStringAsync("/api/model", _stop), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(place.At("state-hostile")));
        Assert.DoesNotContain(program.Errors, line => line.Contains(" failed (", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_who_sends_a_picture_slowly_keeps_nobody_from_sending_theirs()
    {
        using var program = Start("\"listen\": \"127.0.0.1:0\"");
        using var slow = new RawRequest(program.Address);
        await slow.SendAsync("POST /api/classify HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: image/png\r\nContent-Length: 100000\r\n\r\nhalf");
        using var client = program.Client();
        using var picture = new ByteArrayContent(await File.ReadAllBytesAsync(place.Green, _stop));
        picture.Headers.ContentType = new("image/png");
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/api/classify", picture, _stop)).StatusCode);
        Assert.StartsWith("HTTP/1.1 408 ", await slow.AnswerAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_who_watches_and_does_not_read_keeps_nobody_from_watching()
    {
        Assert.SkipUnless(PictureDecoder.CanDecodeJpeg, "needs libturbojpeg");
        // Noise, of which pictures are large: some of them fill what lies between the server and a reader.
        var noise = new byte[640 * 480 * 3];
        new Random(1).NextBytes(noise);
        using var program = new WebProgram([noise], TimeSpan.FromMilliseconds(20), "--camera", "raw:rgb24:640x480:-", "--model", place.Model, "--web", "127.0.0.1:0");
        using var idle = new RawRequest(program.Address, receiveBuffer: 4096);
        await idle.SendAsync("GET /live.mjpeg HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        using var client = program.Client();
        using var watching = await client.GetAsync("/live.mjpeg", HttpCompletionOption.ResponseHeadersRead, _stop);
        using var stream = await watching.Content.ReadAsStreamAsync(_stop);
        var block = new byte[1 << 16];
        // For long enough that nothing more can lie between the server and the other.
        var (read, decided) = (0L, program.Metric("edgeconv_frames_decided_total"));
        for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(12);)
            read += await stream.ReadAsync(block, _stop);
        Assert.True(read > 5_000_000, $"{read} bytes of pictures");
        Assert.True(program.Metric("edgeconv_frames_decided_total") > decided + 20);
        Assert.DoesNotContain(program.Errors, line => line.Contains("failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task More_connections_than_are_held_are_refused_until_others_end()
    {
        using var program = Start("\"listen\": \"127.0.0.1:0\"");
        WebProgram.Until(() => program.Metric("edgeconv_frames_decided_total") > 0, "decisions");
        var held = new List<RawRequest>();
        var block = new byte[1024];
        for (var i = 0; i < 64; i++)
        {
            held.Add(new RawRequest(program.Address));
            await held[i].SendAsync("GET /api/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            if (await held[i].ReadAsync(block) == 0)
                break;
        }

        // A client's connection from before may be among the 64.
        Assert.InRange(held.Count, 60, 64);
        using (var another = new RawRequest(program.Address))
        {
            await another.SendAsync("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            Assert.Equal("", await another.AnswerAsync());
        }

        held.ForEach(request => request.Dispose());
        WebProgram.Until(() => Answers(program), "answers again");
        var decided = program.Metric("edgeconv_frames_decided_total");
        WebProgram.Until(() => program.Metric("edgeconv_frames_decided_total") > decided, "decisions go on");
        WebProgram.Until(() => program.Metric("edgeconv_web_viewers") == 0, "nobody watches");
    }

    private static bool Answers(WebProgram program)
    {
        try
        {
            using var client = program.Client();
            return client.GetAsync("/healthz").Result.StatusCode == HttpStatusCode.OK;
        }
        catch (AggregateException)
        {
            return false;
        }
    }

    /// <summary>Requests of one who may ask everything, and does it badly.</summary>
    private static byte[] HostileOwner(int i)
    {
        var head = $"Host: 127.0.0.1\r\nConnection: close\r\nAuthorization: Bearer {Token}\r\nContent-Type: application/octet-stream\r\n";
        var noise = new byte[2000];
        new Random(i).NextBytes(noise);
        var garbage = Encoding.Latin1.GetString(noise);
        var text = (i % 12) switch
        {
            0 => $"POST /api/model HTTP/1.1\r\n{head}Content-Length: 100000\r\n\r\n{garbage}",
            1 => $"POST /api/model HTTP/1.1\r\n{head}Content-Length: {garbage.Length}\r\n\r\n{garbage}",
            2 => $"POST /api/model HTTP/1.1\r\n{head}Transfer-Encoding: chunked\r\n\r\n{garbage.Length:X}\r\n{garbage}\r\nXYZ\r\n",
            3 => $"POST /api/model HTTP/1.1\r\n{head}Transfer-Encoding: chunked\r\n\r\n10\r\n\u0018\0\0\0TFL3\0\0\0\0\0\0\0\0\r\n0\r\n\r\n",
            4 => $"POST /api/model HTTP/1.1\r\n{head}Content-Length: 99999999\r\n\r\nTFL3",
            5 => $"POST /api/classify HTTP/1.1\r\n{head}Content-Length: 100000\r\n\r\n{garbage}",
            6 => $"POST /api/classify HTTP/1.1\r\n{head}Content-Length: {garbage.Length}\r\n\r\n{garbage}",
            7 => $"POST /api/classify HTTP/1.1\r\n{head}Content-Length: {garbage.Length + 8}\r\n\r\n\u0089PNG\r\n\u001a\n{garbage}",
            8 => $"POST /api/classify HTTP/1.1\r\n{head}Content-Length: {garbage.Length + 3}\r\n\r\n\u00ff\u00d8\u00ff{garbage}",
            9 => $"POST /api/classify?top=99999999999 HTTP/1.1\r\n{head}Content-Length: 0\r\n\r\n",
            10 => $"POST /api/classify HTTP/1.1\r\n{head}Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n{garbage}",
            _ => $"POST /api/classify HTTP/1.1\r\n{head}Content-Length: 99999999\r\n\r\nP6 9999 9999 255\n",
        };
        return Encoding.Latin1.GetBytes(text);
    }

    private static double Pace(WebProgram program)
    {
        var (before, since) = (program.Metric("edgeconv_frames_decided_total", Token), Stopwatch.GetTimestamp());
        Thread.Sleep(3000);
        return (program.Metric("edgeconv_frames_decided_total", Token) - before) / Stopwatch.GetElapsedTime(since).TotalSeconds;
    }

    /// <summary>Requests of every bad kind, eight at a time, some of them never finished.</summary>
    private static async Task AttackAsync(WebProgram program, int count)
    {
        using var places = new SemaphoreSlim(8);
        var endpoint = new IPEndPoint(IPAddress.Loopback, program.Address.Port);
        var unfinished = new List<Socket>();
        await Task.WhenAll(Enumerable.Range(0, count).Select(async i =>
        {
            await places.WaitAsync();
            try
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(endpoint);
                try
                {
                    await socket.SendAsync(Hostile(i), SocketFlags.None);
                }
                catch (SocketException)
                {
                    // It hung up while it was being spoken to, which is its right.
                }

                if (i % 50 == 0)
                {
                    // Slow: half a request, and then nothing.
                    lock (unfinished)
                        unfinished.Add(socket);
                    return;
                }

                using (socket)
                    await DrainAsync(socket);
            }
            finally
            {
                places.Release();
            }
        }));
        unfinished.ForEach(socket => socket.Dispose());
    }

    private static async Task DrainAsync(Socket socket)
    {
        var block = new byte[4096];
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            socket.Shutdown(SocketShutdown.Send);
            while (await socket.ReceiveAsync(block, limit.Token) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // Reset: an answer, too.
        }
    }

    private static byte[] Hostile(int i)
    {
        var local = "Host: 127.0.0.1\r\n";
        var text = (i % 50 == 0) ? $"GET / HTTP/1.1\r\n{local}X-Slow: " : (i % 10) switch
        {
            0 => $"GET /metrics HTTP/1.1\r\n{local}Authorization: Bearer {i:D24}\r\n\r\n",
            1 => $"GET /../../../../etc/passwd HTTP/1.1\r\n{local}\r\n",
            2 => $"GET /%2e%2e/%2e%2e/etc/passwd%00 HTTP/1.1\r\n{local}\r\n",
            3 => $"POST /api/model HTTP/1.1\r\n{local}Authorization: Bearer wrong-{i}\r\nContent-Length: 999999999999\r\n\r\nTFL3",
            4 => $"TRACE /metrics HTTP/1.1\r\n{local}Authorization: Basic AAAA\r\n\r\n",
            5 => $"GET /{new string('a', 20_000)} HTTP/1.1\r\n{local}\r\n",
            6 => $"GET / HTTP/1.1\r\n{local}X: {new string('b', 100_000)}\r\n\r\n",
            7 => "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003 this is no HTTP at all \r\n\r\n",
            8 => $"POST /api/classify HTTP/1.1\r\n{local}Content-Type: image/png\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\nx",
            _ => $"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n{string.Concat(Enumerable.Range(0, 200).Select(n => $"H{n}: v\r\n"))}\r\n",
        };
        return Encoding.Latin1.GetBytes(text);
    }

    private WebProgram Start(string web)
    {
        var file = place.Lines(
            $"{Guid.NewGuid():N}.json",
            $$"""{ "camera": { "source": "{{ColourCamera.Source}}" }, "model": { "file": "colours.tflite" }, "pictureCheck": { "enabled": false }, "web": { {{web}} } }""");
        return new([ColourCamera.Frame(1)], TimeSpan.FromMilliseconds(10), "-c", file);
    }
}
