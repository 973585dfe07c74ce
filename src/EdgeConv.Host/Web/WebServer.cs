using System.Collections.Immutable;
using System.Net;
using EdgeConv.Host.Board;
using EdgeConv.Host.Configuration;
using EdgeConv.Host.Exchange;
using EdgeConv.Host.Failures;
using EdgeConv.Host.Web.Access;
using EdgeConv.Host.Web.Endpoints;
using EdgeConv.Host.Web.Live;
using EdgeConv.Vision.Frames;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EdgeConv.Host.Web;

/// <summary>
/// Serves what a run shows of itself, one run after another, on threads that have nothing to do with it. Where it cannot listen (the port is in use), that is told
/// once, and tried again until it can.
/// </summary>
internal sealed class WebServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan BetweenStates = TimeSpan.FromSeconds(1);

    private readonly IJournal _journal;
    private readonly Condition _condition;
    private readonly RefusedRequests _refused;
    private readonly AnswerFaults _faults;
    private readonly Func<BoardState> _board;
    private readonly ModelExchange _exchange;
    private readonly Func<ModelOrigin> _change;
    private readonly MadeToken _madeToken = new();
    private WebSettings? _settings;
    private CancellationTokenSource? _stop;
    private Task _serving = Task.CompletedTask;
    private volatile RunView? _run;

    /// <param name="journal">Where it is told what works.</param>
    /// <param name="exchange">Where models that are sent go.</param>
    /// <param name="change">Has the newest of them run, or says why it cannot; answers which is going to run.</param>
    /// <param name="board">Reads the board's state; null: of this board.</param>
    public WebServer(IJournal journal, ModelExchange exchange, Func<ModelOrigin> change, Func<BoardState>? board = null)
    {
        (_journal, _exchange, _change, _board) = (journal, exchange, change, board ?? new BoardStateReader().Read);
        _condition = new Condition("web", journal, TimeProvider.System);
        _refused = new RefusedRequests(journal);
        _faults = new AnswerFaults(journal);
        Live = new LiveFeed(new Condition("web pictures", journal, TimeProvider.System));
    }

    /// <summary>What runs show to those who watch.</summary>
    public LiveFeed Live { get; }

    /// <summary>Shows a run, and serves as its settings say.</summary>
    public void Show(RunView run)
    {
        _run = run;
        Live.Turn(FrameOrientation.Of(run.Settings.Rotate, run.Settings.Mirror));
        if (Equals(run.Settings.Web, _settings))
            return;
        End();
        _settings = run.Settings.Web;
        if (_settings is null)
            return;
        _stop = new CancellationTokenSource();
        var (settings, stop) = (_settings, _stop.Token);
        _serving = Task.Run(() => ServeAsync(settings, stop), CancellationToken.None);
    }

    /// <summary>Serves no more.</summary>
    public void Dispose()
    {
        End();
        Live.Dispose();
    }

    private void End()
    {
        _stop?.Cancel();
        _serving.Wait();
        _stop?.Dispose();
        _stop = null;
    }

    private async Task ServeAsync(WebSettings settings, CancellationToken stop)
    {
        var backoff = new Backoff(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(5));
        var made = settings.Token is null && !IPAddress.IsLoopback(settings.Listen.Address) ? _madeToken.Text : null;
        var access = new WebAccess(settings.Listen.Address, settings.Token ?? made);
        var desk = new RequestDesk(Endpoints(), access, _refused, _faults, stop);
        while (!stop.IsCancellationRequested)
        {
            using var log = new WebLog(_refused, _condition);
            using var server = KestrelSetup.Make(settings.Listen, log);
            try
            {
                await server.StartAsync(desk, stop).ConfigureAwait(false);
                await ServeAsync(server, log, made, stop).ConfigureAwait(false);
                backoff.Reset();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                _condition.Fails($"http://{settings.Listen}/ cannot be served: {(problem.InnerException ?? problem).Message}. The run goes on without, and this is tried again");
            }

            await Task.Delay(backoff.Next(), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ServeAsync(KestrelServer server, WebLog log, string? made, CancellationToken stop)
    {
        // The port is the system's choice where none is configured.
        var listen = IPEndPoint.Parse(new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First()).Authority);
        var addresses = string.Join(", ", OwnAddresses.Of(listen, OwnAddresses.Read(), made));
        if (_condition.Problem is null)
            _journal.Note($"web: {addresses}");
        _condition.Works($"is served at {addresses}");
        // Told where the user looks, and nowhere else.
        if (made is not null)
            _journal.Note("web: everybody who reaches this machine could look, so a token is asked for; it is made anew with each start (web.token or web.tokenFile in the configuration sets one that stays)");
        try
        {
            await TellStatesAsync(log, stop).ConfigureAwait(false);
        }
        finally
        {
            using var patience = new CancellationTokenSource(Patience);
            await server.StopAsync(patience.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Tells those who watch how the run is, until the server is to end or has a fault.</summary>
    private async Task TellStatesAsync(WebLog log, CancellationToken stop)
    {
        using var clock = new PeriodicTimer(BetweenStates);
        while (!log.HasFailed)
        {
            if (Live.Viewers.Count > 0 && _run is { } run)
                TellState(run);
            await clock.WaitForNextTickAsync(stop).ConfigureAwait(false);
        }
    }

    private void TellState(RunView run)
    {
        try
        {
            Live.States.Publish(JsonObject.Of(json => StateJson.Write(json, run, _board(), Live.Viewers.Count)).Span);
        }
        catch (Exception problem)
        {
            // One state is not told; the next may be.
            _faults.Tell("/api/events", problem);
        }
    }

    private ImmutableArray<IEndpoint> Endpoints() =>
    [
        new PageEndpoint("/", "page.html", "text/html; charset=utf-8"),
        new PageEndpoint("/page.css", "page.css", "text/css; charset=utf-8"),
        new PageEndpoint("/page.js", "page.js", "text/javascript; charset=utf-8"),
        new PageEndpoint("/icon.svg", "icon.svg", "image/svg+xml"),
        new LivePictureEndpoint(Live),
        new SnapshotEndpoint(Live),
        new EventsEndpoint(Live),
        new ConfigurationEndpoint(() => _run),
        new ModelEndpoint(() => _run),
        new ModelSendEndpoint(() => _run, _exchange, _change, _refused),
        new ModelWithdrawEndpoint(_exchange, _change),
        new ClassifyEndpoint(() => _run, _refused),
        new HealthEndpoint(() => _run),
        new MetricsEndpoint(() => _run, _board, _refused, Live),
    ];
}
