using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using EdgeConv.Vision;
using EdgeConv.Vision.Decoding;
using EdgeConv.Vision.Resizing;

namespace EdgeConv.Tests.Host.Web;

/// <summary>The live page in a browser, with a real model and photographs. <c>EDGECONV_SCREENSHOT=tests/pictures/live-page.png</c> keeps the README's picture.</summary>
public class LivePageTests(Workplace place) : IClassFixture<Workplace>
{
    private const int Width = 640;
    private const int Height = 480;
    private const int FramesEach = 40;

    private static string? Screenshot => Environment.GetEnvironmentVariable("EDGECONV_SCREENSHOT") is { Length: > 0 } file ? file : null;

    [Fact]
    public async Task It_shows_what_the_camera_sees()
    {
        var model = SharedFiles.Require("models", "coral_tf2_mobilenet_v2_1.0_224_ptq.tflite");
        var labels = SharedFiles.Require("labels", "coral_imagenet_labels.txt");
        Assert.SkipUnless(PictureDecoder.CanDecodeJpeg, "needs libturbojpeg");
        var frames = Photographs("parrot.jpg", "owl.jpg", "cat_720p.jpg", "hot_dog.jpg", "dragonfly.bmp").SelectMany(photograph => Enumerable.Repeat(photograph, FramesEach)).ToArray();
        var configuration = place.Lines(
            "live.json",
            $$"""{ "camera": { "source": "raw:rgb24:{{Width}}x{{Height}}:-" }, "model": { "file": {{JsonSerializer.Serialize(model)}}, "labels": {{JsonSerializer.Serialize(labels)}} },""",
            """  "decision": { "top": 4, "threshold": 0.02, "smoothedFrames": 5 }, "rules": [ { "name": "NAME", "labels": ["macaw", "great grey owl"], "atLeast": 0.5, "hold": "1 s" } ],""",
            """  "web": { "listen": "127.0.0.1:0" } }""");
        // Markup in a name is text, except in the picture that people look at.
        var rule = Screenshot is null ? "<b>bird</b>" : "bird";
        File.WriteAllText(configuration, File.ReadAllText(configuration).Replace("NAME", rule, StringComparison.Ordinal));
        await using var browser = await Browser.StartAsync();
        using var program = new WebProgram(frames, TimeSpan.FromMilliseconds(66), "-c", configuration);

        await browser.ResizeAsync(1180, 900, isPhone: false);
        await browser.OpenAsync(program.Address);
        await browser.UntilAsync("document.readyState === 'complete' && document.getElementById('picture').naturalWidth === 640");
        await browser.UntilAsync("document.querySelectorAll('#scores .fill').length > 0 && document.querySelectorAll('#layers i').length > 20");
        await browser.UntilAsync("document.getElementById('status').textContent === 'running'");
        await browser.UntilAsync("[...document.querySelectorAll('#frames dd')].length === 6 && document.querySelectorAll('#configuration dt').length > 4");
        await AssertChangesAsync(browser, "document.getElementById('best').textContent");
        await AssertChangesAsync(browser, "document.getElementById('history').toDataURL()");
        await AssertChangesAsync(browser, Sample("picture"));
        Assert.Equal(rule, (await browser.EvaluateAsync("document.querySelector('#rules li').textContent")).GetString());
        await browser.UntilAsync("document.querySelectorAll('#legend li').length >= 3");

        if (Screenshot is { } file)
        {
            await Task.Delay(TimeSpan.FromSeconds(50), TestContext.Current.CancellationToken);
            await browser.UntilAsync("document.getElementById('best').textContent.includes('macaw')");
            await File.WriteAllBytesAsync(file, await browser.PictureAsync(), TestContext.Current.CancellationToken);
            await browser.PreferAsync("dark");
            await File.WriteAllBytesAsync(Path.ChangeExtension(file, ".dark.png"), await browser.PictureAsync(), TestContext.Current.CancellationToken);
        }

        await browser.ResizeAsync(390, 844, isPhone: true);
        await Task.Delay(500, TestContext.Current.CancellationToken);
        var widths = await browser.EvaluateAsync("[document.documentElement.scrollWidth, innerWidth, Math.max(...[...document.querySelectorAll('section, section li, dt, dd, h2, #picture, #history')].map(one => one.getBoundingClientRect().right))]");
        Assert.Equal(390, widths[0].GetInt32());
        Assert.Equal(390, widths[1].GetInt32());
        Assert.InRange(widths[2].GetDouble(), 1, 390);
        Assert.Equal(0x89, (await browser.PictureAsync())[0]);
        if (Screenshot is { } again)
            await File.WriteAllBytesAsync(Path.ChangeExtension(again, ".phone.png"), await browser.PictureAsync(), TestContext.Current.CancellationToken);

        // Another configuration is another run, and the page that is open shows it.
        File.WriteAllText(configuration, File.ReadAllText(configuration).Replace(rule, "another", StringComparison.Ordinal));
        program.Signal("HUP");
        await browser.UntilAsync("document.querySelector('#rules li').textContent === 'another'");

        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task It_shows_how_the_board_is_and_tells_classes_of_one_name_apart()
    {
        await using var browser = await Browser.StartAsync();
        using var program = new WebProgram([ColourCamera.Frame(0)], TimeSpan.FromMilliseconds(50), "--camera", ColourCamera.Source, "--model", place.Model, "--web", "127.0.0.1:0");
        await browser.OpenAsync(program.Address);
        await browser.UntilAsync("/^0\\.\\d\\d ms$|^\\d+(\\.\\d+)? ms$/.test(document.querySelector('#latency dd')?.textContent) && parseFloat(document.querySelector('#latency dd').textContent) > 0");
        // A state as a board of another kind tells it, and what is there of it at once: the next real one takes its place.
        await browser.EvaluateAsync("globalThis.states = (throttling, celsius) => { showState({ frames_flow: true, problems: [{ part: 'web pictures', problem: 'no library' }], frames: { captured: 1, decided: 1, overwritten: 0, lost: 0, damaged: 0, refused: 0, clock_s: 1 }, latency_ms: { p50: 12.5, p95: 20, p99: 30 }, scoring_ms: { p50: 5 }, layers: [], throttling, temperatures: [{ zone: 'cpu-thermal', celsius }], megahertz: [1500], memory_bytes: 1, uptime_s: 1, viewers: 1, sinks: [], run }); return [...document.querySelectorAll('#board div')].slice(0, 2).map(tile => tile.className + '|' + tile.textContent).concat(document.querySelector('#problems li').textContent, document.querySelector('#latency dd').textContent).join('\\n'); }");
        Assert.Equal("|cpu-thermal48.3 °C\n|throttlingnone\nweb pictures: no library\n12.5 ms", (await browser.EvaluateAsync("states([], 48.3)")).GetString());
        Assert.Equal("bad|cpu-thermal81.0 °C\nbad|throttlingthrottled; earlier: under voltage", (await browser.EvaluateAsync("states(['Throttled', 'ThrottledHappened', 'UnderVoltageHappened'], 81).split('\\n').slice(0, 2).join('\\n')")).GetString());
        Assert.Equal("|throttlingnone; earlier: frequency capped", (await browser.EvaluateAsync("states(['FrequencyCappedHappened'], 40).split('\\n')[1]")).GetString());
        Assert.Equal("crane crane", (await browser.EvaluateAsync("history.clear(), showDecision({ predictions: [{ index: 134, label: 'crane', score: 0.6 }, { index: 517, label: 'crane', score: 0.3 }], rules: [] }), [...document.querySelectorAll('#legend li')].map(one => one.textContent).join(' ')")).GetString());
        Assert.Equal(2, (await browser.EvaluateAsync("showDecision({ predictions: [{ index: 134, label: 'crane', score: 0.6 }, { index: 517, label: 'crane', score: 0.3 }], rules: [] }), new Set([...document.querySelectorAll('#scores .fill')].map(one => one.style.background)).size")).GetInt32());
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task After_a_restart_it_goes_on_or_says_that_a_token_is_needed()
    {
        await using var browser = await Browser.StartAsync();
        var port = FreePort();
        using (var first = Start(port, "the-token-of-the-first"))
        {
            await browser.OpenAsync(new Uri(first.Address, "/?token=the-token-of-the-first"));
            await browser.UntilAsync("document.getElementById('status')?.textContent === 'running' && location.search === ''");
        }

        await browser.UntilAsync("document.getElementById('status')?.textContent === 'disconnected'");
        using (var second = Start(port, "the-token-of-the-first"))
        {
            await browser.UntilAsync("document.getElementById('status')?.textContent === 'running'");
            await browser.UntilAsync("document.getElementById('best')?.textContent.startsWith('red')");
        }

        await browser.UntilAsync("document.getElementById('status')?.textContent === 'disconnected'");
        using var third = Start(port, "another-token-altogether");
        await browser.UntilAsync("document.getElementById('status')?.textContent === 'a token is needed'");
        Assert.Contains("/?token=…", (await browser.EvaluateAsync("document.querySelector('#problems li').textContent")).GetString(), StringComparison.Ordinal);
        // It asks no more.
        var refused = third.Metric("edgeconv_web_requests_refused_total{reason=\"token\"}", "another-token-altogether");
        await Task.Delay(5000, TestContext.Current.CancellationToken);
        Assert.Equal(refused, third.Metric("edgeconv_web_requests_refused_total{reason=\"token\"}", "another-token-altogether"));
        await browser.OpenAsync(new Uri(third.Address, "/?token=another-token-altogether"));
        await browser.UntilAsync("document.getElementById('status')?.textContent === 'running'");
    }

    private WebProgram Start(int port, string token)
    {
        var file = place.Lines(
            $"{Guid.NewGuid():N}.json",
            $$"""{ "camera": { "source": "{{ColourCamera.Source}}" }, "model": { "file": "colours.tflite" }, "web": { "listen": "127.0.0.1:{{port}}", "token": "{{token}}", "state": "state" } }""");
        return new([ColourCamera.Frame(0)], TimeSpan.FromMilliseconds(50), "-c", file);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Sample(string id) =>
        $$"""(() => { const c = document.createElement('canvas'); c.width = c.height = 8; c.getContext('2d').drawImage(document.getElementById('{{id}}'), 0, 0, 8, 8); return c.toDataURL(); })()""";

    private static async Task AssertChangesAsync(Browser browser, string expression)
    {
        var first = (await browser.EvaluateAsync(expression)).GetString();
        Assert.False(string.IsNullOrEmpty(first), expression);
        await browser.UntilAsync($"({expression}) !== {JsonSerializer.Serialize(first)}");
    }

    private static IEnumerable<byte[]> Photographs(params string[] names)
    {
        foreach (var name in names)
        {
            var photograph = PictureDecoder.Load(SharedFiles.Require("images", "coral", name));
            var frame = new Picture(Width, Height);
            var resizer = new PictureResizer(photograph.Width, photograph.Height, Width, Height, FitMode.Crop, ResizeFilter.Area);
            resizer.Resize(photograph, frame);
            yield return frame.Pixels;
        }
    }
}
