using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EdgeConv.Tests.Host.Web;

/// <summary>A headless Chromium, driven by its DevTools protocol. Tests are skipped where there is none.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly string _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _waiting = new();
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly SemaphoreSlim _sending = new(1);
    private Task _receiving = Task.CompletedTask;
    private int _last;
    private string? _session;

    private Browser(Process process, string profile) => (_process, _profile) = (process, profile);

    /// <summary>Errors and warnings that the page caused, exceptions included.</summary>
    public IReadOnlyCollection<string> Complaints => [.. _complaints];

    /// <summary>Starts a browser with an empty page.</summary>
    public static async Task<Browser> StartAsync()
    {
        var program = new[] { "chromium", "chromium-browser", "google-chrome" }
            .SelectMany(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "needs Chromium: apt-get install chromium");
        var profile = Directory.CreateTempSubdirectory("edgeconv-browser-").FullName;
        var process = Process.Start(new ProcessStartInfo(
            program,
            ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions", "--hide-scrollbars", "--remote-debugging-port=0", $"--user-data-dir={profile}", "about:blank"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var browser = new Browser(process, profile);
        await browser.ConnectAsync().WaitAsync(Limit).ConfigureAwait(false);
        return browser;
    }

    /// <summary>Sets the window's size in CSS pixels.</summary>
    public Task ResizeAsync(int width, int height, bool isPhone) =>
        SendAsync("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = isPhone });

    /// <summary>Chooses light or dark.</summary>
    public Task PreferAsync(string scheme) =>
        SendAsync("Emulation.setEmulatedMedia", new JsonObject { ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }) });

    public Task OpenAsync(Uri address) => SendAsync("Page.navigate", new JsonObject { ["url"] = address.ToString() });

    /// <summary>The value of an expression in the page.</summary>
    public async Task<JsonElement> EvaluateAsync(string expression)
    {
        var answer = await SendAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true }).ConfigureAwait(false);
        Assert.False(answer.TryGetProperty("exceptionDetails", out var problem), problem.ToString());
        return answer.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
    }

    /// <summary>Waits until an expression is true in the page.</summary>
    public async Task UntilAsync(string expression)
    {
        for (var since = Stopwatch.GetTimestamp(); (await EvaluateAsync($"Boolean({expression})").ConfigureAwait(false)).ValueKind != JsonValueKind.True; await Task.Delay(100).ConfigureAwait(false))
            Assert.True(Stopwatch.GetElapsedTime(since) < Limit, $"not within {Limit.TotalSeconds} s: {expression}; {string.Join('\n', Complaints)}");
    }

    /// <summary>The whole page as a PNG file.</summary>
    public async Task<byte[]> PictureAsync()
    {
        var answer = await SendAsync("Page.captureScreenshot", new JsonObject { ["format"] = "png", ["captureBeyondViewport"] = true }).ConfigureAwait(false);
        return answer.GetProperty("data").GetBytesFromBase64();
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().ConfigureAwait(false);
        await _receiving.WaitAsync(Limit).ConfigureAwait(false);
        _socket.Dispose();
        _process.Dispose();
        _sending.Dispose();
        Directory.Delete(_profile, recursive: true);
    }

    private async Task ConnectAsync()
    {
        var address = await AddressAsync().ConfigureAwait(false);
        _ = _process.StandardError.ReadToEndAsync();
        _ = _process.StandardOutput.ReadToEndAsync();
        await _socket.ConnectAsync(new Uri(address), CancellationToken.None).ConfigureAwait(false);
        _receiving = Task.Run(ReceiveAsync);
        var targets = await SendAsync("Target.getTargets", []).ConfigureAwait(false);
        var page = targets.GetProperty("targetInfos").EnumerateArray().First(target => target.GetProperty("type").GetString() == "page").GetProperty("targetId").GetString();
        var attached = await SendAsync("Target.attachToTarget", new JsonObject { ["targetId"] = page, ["flatten"] = true }).ConfigureAwait(false);
        _session = attached.GetProperty("sessionId").GetString();
        foreach (var domain in new[] { "Page", "Runtime", "Log" })
            await SendAsync($"{domain}.enable", []).ConfigureAwait(false);
    }

    private async Task<string> AddressAsync()
    {
        while (await _process.StandardError.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (Regex.Match(line, @"ws://\S+") is { Success: true } found)
                return found.Value;
        }

        throw new InvalidOperationException("The browser did not say where it listens.");
    }

    private async Task<JsonElement> SendAsync(string method, JsonObject parameters)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = _waiting[id] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (_session is not null)
            message["sessionId"] = _session;
        await _sending.WaitAsync().ConfigureAwait(false);
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, true, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }

        return await answer.Task.WaitAsync(Limit).ConfigureAwait(false);
    }

    private async Task ReceiveAsync()
    {
        var block = new byte[1 << 16];
        using var message = new MemoryStream();
        try
        {
            while (_socket.State == WebSocketState.Open)
            {
                var part = await _socket.ReceiveAsync(block, CancellationToken.None).ConfigureAwait(false);
                message.Write(block, 0, part.Count);
                if (!part.EndOfMessage)
                    continue;
                if (part.MessageType == WebSocketMessageType.Text)
                    Take(JsonDocument.Parse(message.ToArray()).RootElement);
                message.SetLength(0);
            }
        }
        catch (WebSocketException)
        {
            // The browser was ended; whoever still waits for an answer runs out of time.
        }
    }

    private void Take(JsonElement message)
    {
        if (message.TryGetProperty("id", out var id))
        {
            if (_waiting.TryRemove(id.GetInt32(), out var waiting))
            {
                if (message.TryGetProperty("error", out var error))
                    waiting.SetException(new InvalidOperationException(error.ToString()));
                else
                    waiting.SetResult(message.GetProperty("result"));
            }

            return;
        }

        var parameters = message.GetProperty("params");
        var complaint = message.GetProperty("method").GetString() switch
        {
            "Runtime.exceptionThrown" => parameters.GetProperty("exceptionDetails").ToString(),
            "Runtime.consoleAPICalled" when parameters.GetProperty("type").GetString() is "error" or "warning" or "assert" => parameters.GetProperty("args").ToString(),
            "Log.entryAdded" when parameters.GetProperty("entry").GetProperty("level").GetString() is "error" or "warning" => parameters.GetProperty("entry").ToString(),
            _ => null,
        };
        if (complaint is not null)
            _complaints.Enqueue(complaint);
    }
}
