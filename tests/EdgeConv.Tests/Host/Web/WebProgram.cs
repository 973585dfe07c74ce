using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace EdgeConv.Tests.Host.Web;

/// <summary>The program, serving on a free port of this machine, with frames on its standard input.</summary>
internal sealed class WebProgram : IDisposable
{
    private readonly Process _process;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _errors = [];
    private readonly Thread _feeding;
    private readonly Thread _listening;
    private readonly ManualResetEventSlim _isServed = new();
    private volatile byte[][] _frames;
    private Uri? _address;

    /// <param name="frames">Given one after another, again and again; each is a whole raw frame.</param>
    /// <param name="pause">Between two of them.</param>
    /// <param name="arguments">The command line after <c>run</c>.</param>
    public WebProgram(byte[][] frames, TimeSpan pause, params string[] arguments)
    {
        _frames = frames;
        _process = ProgramRun.Start(["run", .. arguments]);
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _listening = new Thread(Listen) { IsBackground = true };
        _listening.Start();
        _feeding = new Thread(() => Feed(pause)) { IsBackground = true };
        _feeding.Start();
    }

    /// <summary>Its process's number.</summary>
    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    /// <summary>What it said on standard error so far.</summary>
    public string[] Errors
    {
        get
        {
            lock (_errors)
                return [.. _errors];
        }
    }

    /// <summary>Where it is served.</summary>
    public Uri Address
    {
        get
        {
            Assert.True(_isServed.Wait(TimeSpan.FromSeconds(60)), $"not served within 60 s: {string.Join('\n', Errors)}");
            return _address!;
        }
    }

    /// <summary>Gives other frames from now on.</summary>
    public void Show(params byte[][] frames) => _frames = frames;

    /// <summary>A client that sends a token, if there is one.</summary>
    public HttpClient Client(string? token = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Sends a signal.</summary>
    public void Signal(string name) => ProgramRun.Signal(_process, name);

    /// <summary>A figure at /metrics.</summary>
    public double Metric(string sample, string? token = null)
    {
        using var client = Client(token);
        var text = client.GetStringAsync("/metrics").GetAwaiter().GetResult();
        var found = Regex.Match(text, $"^{Regex.Escape(sample)} (.*)$", RegexOptions.Multiline);
        Assert.True(found.Success, $"no {sample} in\n{text}");
        return double.Parse(found.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Waits until something is so.</summary>
    public static void Until(Func<bool> isSo, string what, int seconds = 60)
    {
        for (var since = Stopwatch.GetTimestamp(); !isSo(); Thread.Sleep(20))
            Assert.True(Stopwatch.GetElapsedTime(since).TotalSeconds < seconds, $"{what}: not within {seconds} s");
    }

    public void Dispose()
    {
        _stop.Cancel();
        _feeding.Join();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10)))
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private void Feed(TimeSpan pause)
    {
        try
        {
            var input = _process.StandardInput.BaseStream;
            for (var i = 0; !_stop.IsCancellationRequested; i++)
            {
                var frames = _frames;
                input.Write(frames[i % frames.Length]);
                input.Flush();
                _stop.Token.WaitHandle.WaitOne(pause);
            }

            _process.StandardInput.Close();
        }
        catch (IOException) when (_process.HasExited || _stop.IsCancellationRequested)
        {
            // The program ended by itself; whether it should have is the test's concern.
        }
    }

    private void Listen()
    {
        while (ProgramRun.ReadErrorLine(_process) is { } line)
        {
            lock (_errors)
                _errors.Add(line);
            if (_address is not null || Regex.Match(line, @"http://[^/ ]+/(?=$| again)") is not { Success: true } found)
                continue;
            _address = new Uri(found.Value);
            _isServed.Set();
        }
    }
}
