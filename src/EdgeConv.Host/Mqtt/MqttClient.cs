using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using EdgeConv.Host.Configuration;
using EdgeConv.Host.Failures;

namespace EdgeConv.Host.Mqtt;

/// <summary>
/// A connection to a broker that is kept up: a thread connects, and connects again, with longer and longer waits, for as long as this lives. With each connection <c>online</c> is
/// published as our status, and the broker says <c>offline</c> for us when it breaks. Nothing is kept for later while there is no connection, and only so much that the broker has
/// not acknowledged: whoever publishes learns of it.
/// </summary>
internal sealed unsafe class MqttClient : IDisposable
{
    /// <summary>At least once: the broker acknowledges each message.</summary>
    private const int Quality = 1;
    private const int MostUnacknowledged = 100;
    private const int KeepAliveSeconds = 30;
    private const int LoopMilliseconds = 100;

    /// <summary>Where Debian, Fedora and their relatives keep the authorities that programs trust.</summary>
    private const string SystemAuthorities = "/etc/ssl/certs";

    private static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(250);

    /// <summary>A connection that has lasted for so long works. One that breaks before is no reason to come again at once: there are brokers that take everyone and hang up.</summary>
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(5);

    private readonly MqttSettings _settings;
    private readonly byte[] _statusTopic;
    private readonly LeftoverSweep? _sweep;
    private readonly TimeProvider _time;
    private readonly Backoff _backoff = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30));
    private readonly ManualResetEventSlim _connected = new(false);
    private readonly ManualResetEventSlim _stop = new(false);

    // Not disposed of: it may be set by somebody who does not know yet that this has ended.
    private readonly ManualResetEvent _hurry = new(false);
    private readonly Lock _lock = new();
    private readonly HashSet<int> _unacknowledged = [];
    private readonly Thread _thread;
    private readonly nint _client;
    private GCHandle _self;
    private int _connections;
    private long _connectedAt;
    private string? _refusal;
    private string? _error;
    private volatile string? _problem;

    /// <summary>Prepares a connection.</summary>
    /// <param name="settings">Where to.</param>
    /// <param name="statusTopic">Our status, UTF-8 with a 0 behind it.</param>
    /// <param name="leftovers">Retained messages that the broker is to forget; null: none are looked for.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="IOException">A certificate, key or password cannot be used.</exception>
    /// <exception cref="Vision.MissingLibraryException">libmosquitto is not installed.</exception>
    public MqttClient(MqttSettings settings, byte[] statusTopic, Leftovers? leftovers, TimeProvider time)
    {
        (_settings, _statusTopic, _time) = (settings, statusTopic, time);
        _sweep = leftovers is null ? null : new LeftoverSweep(leftovers, time);
        MosquittoLibrary.Require();
        _self = GCHandle.Alloc(this);
        _client = Mosquitto.New(ClientId.Of(settings.Topic), true, GCHandle.ToIntPtr(_self));
        try
        {
            Prepare();
        }
        catch
        {
            Free();
            throw;
        }

        _thread = new Thread(Run) { IsBackground = true, Name = "mqtt" };
    }

    /// <summary>How often a connection was made: whoever has published something to stay does so again when this changes.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Why there is no connection; null before the first attempt has ended, and while there is one.</summary>
    public string? Problem => _problem;

    /// <summary>Where to, as messages name it: <c>mqtt://hall:1883</c>.</summary>
    public string Broker => _settings.Broker;

    /// <summary>Set with each connection.</summary>
    public AutoResetEvent Reconnected { get; } = new(false);

    /// <summary>Begins to connect.</summary>
    public void Start() => _thread.Start();

    /// <summary>Waits for a connection.</summary>
    /// <returns>Whether there is one.</returns>
    public bool WaitUntilConnected(TimeSpan patience) => _connected.IsSet || WaitHandle.WaitAny([_connected.WaitHandle, _hurry], patience) == 0;

    /// <summary>Nobody is to wait for the broker any more: the end is near.</summary>
    public void Hurry() => _hurry.Set();

    /// <summary>Hands a message to the connection.</summary>
    /// <param name="topic">UTF-8 with a 0 behind it.</param>
    /// <param name="payload">What is published.</param>
    /// <param name="isRetained">Whether the broker keeps it for whoever comes later.</param>
    /// <exception cref="IOException">There is no connection, or the broker acknowledges nothing.</exception>
    public void Publish(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload, bool isRetained)
    {
        if (!_connected.IsSet)
            throw new IOException(_problem ?? "there is no connection to the broker.");
        if (!HasRoom && !(SpinWait.SpinUntil(() => HasRoom || _hurry.WaitOne(0), _settings.AcknowledgementTime) && HasRoom))
            throw new IOException($"{Broker}: {MostUnacknowledged} messages are not acknowledged.");
        var result = Hand(topic, payload, isRetained);
        if (result != 0)
            throw new IOException($"{Broker}: {Mosquitto.ErrorText(result, 0)}");
    }

    /// <summary>Says that we are offline and closes the connection; gives up after half a second.</summary>
    public void Dispose()
    {
        _stop.Set();
        if (_thread.ThreadState.HasFlag(ThreadState.Unstarted))
            Free();
        else
            _thread.Join(2 * Farewell);
    }

    private bool HasRoom => Unacknowledged < MostUnacknowledged;

    private int Unacknowledged
    {
        get
        {
            lock (_lock)
                return _unacknowledged.Count;
        }
    }

    private static MqttClient Of(nint context) => (MqttClient)GCHandle.FromIntPtr(context).Target!;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Answered(nint client, nint context, int answer)
    {
        var self = Of(context);
        if (answer != 0)
        {
            self._refusal = Mosquitto.RefusalText(answer);
            return;
        }

        self.Hand(self._statusTopic, "online"u8, isRetained: true);
        self.AskForLeftovers();
        self._connectedAt = self._time.GetTimestamp();
        self._problem = null;
        Interlocked.Increment(ref self._connections);
        self._connected.Set();
        self.Reconnected.Set();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Acknowledged(nint client, nint context, int message)
    {
        var self = Of(context);
        lock (self._lock)
            self._unacknowledged.Remove(message);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Logged(nint client, nint context, int level, byte* text)
    {
        if (level == Mosquitto.ErrorLevel)
            Of(context)._error = Marshal.PtrToStringUTF8((nint)text);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Came(nint client, nint context, MosquittoMessage* message) => Of(context)._sweep?.Take(message);

    private void Prepare()
    {
        Mosquitto.AllowThreads(_client, true);
        Mosquitto.OnConnect(_client, &Answered);
        Mosquitto.OnPublish(_client, &Acknowledged);
        Mosquitto.OnMessage(_client, &Came);
        Mosquitto.OnLog(_client, &Logged);
        fixed (byte* offline = "offline"u8)
            Require(Mosquitto.SetWill(_client, Encoding.UTF8.GetString(_statusTopic.AsSpan(0, _statusTopic.Length - 1)), "offline"u8.Length, offline, Quality, true), "the topic");
        if (_settings.User is { } user)
            Require(Mosquitto.SetUser(_client, user, _settings.PasswordFile is { } file ? PasswordFile.Read(file) : null), "the user");
        if (!_settings.Tls)
            return;
        foreach (var file in new[] { _settings.Authorities, _settings.Certificate, _settings.Key })
        {
            if (file is not null)
                RequireReadable(file);
        }

        Require(Mosquitto.SetTls(_client, _settings.Authorities, _settings.Authorities is null ? SystemAuthorities : null, _settings.Certificate, _settings.Key, 0), "the certificates");
    }

    /// <summary>libmosquitto says of a file that it cannot read no more than that something is wrong.</summary>
    private static void RequireReadable(string file)
    {
        if (!File.Exists(file))
            throw new IOException($"mqtt: {file}: there is no such file.");
        try
        {
            File.OpenRead(file).Dispose();
        }
        catch (UnauthorizedAccessException problem)
        {
            throw new IOException($"mqtt: {file}: the current user may not read it.", problem);
        }
    }

    private static void Require(int result, string what)
    {
        if (result != 0)
            throw new IOException($"mqtt: {what} cannot be used: {Mosquitto.ErrorText(result, Marshal.GetLastPInvokeError())}");
    }

    private void Run()
    {
        while (!_stop.IsSet)
        {
            (_refusal, _error) = (null, null);
            var result = Mosquitto.Connect(_client, _settings.Host, _settings.Port, KeepAliveSeconds);
            var systemError = Marshal.GetLastPInvokeError();
            if (result == 0)
                (result, systemError) = Attend();
            if (_stop.IsSet)
                break;
            // Before the connection is said to be gone: who finds none then would wait for one, and could not say why there is none.
            _problem = $"{Broker}: {_refusal ?? ErrorText(result, systemError)}.";
            _connected.Reset();
            _stop.Wait(_backoff.Next());
        }

        Free();
    }

    /// <summary>Lets messages pass until the connection breaks, or we are to stop.</summary>
    private (int Result, int SystemError) Attend()
    {
        var (began, isSteady) = (_time.GetTimestamp(), false);
        while (!_stop.IsSet)
        {
            var result = Mosquitto.Loop(_client, LoopMilliseconds, 1);
            var systemError = Marshal.GetLastPInvokeError();
            if (_connected.IsSet && !isSteady && _time.GetElapsedTime(_connectedAt) >= Steady)
            {
                isSteady = true;
                _backoff.Reset();
            }

            if (result != 0)
            {
                if (_connected.IsSet && !isSteady)
                    _refusal = $"the broker took us and hung up soon after; does another program publish below {_settings.Topic}, too";
                return (result, systemError);
            }

            SweepLeftovers();
            if (_connected.IsSet || _time.GetElapsedTime(began) < _settings.AnswerTime)
                continue;
            _refusal = "something is there, but does not answer as a broker";
            return (0, 0);
        }

        TakeLeave();
        return (0, 0);
    }

    private string ErrorText(int result, int systemError) => result switch
    {
        Mosquitto.UnknownHost => "the host's name is not known",
        Mosquitto.TlsError when _error is { } error => error.TrimEnd('.'),
        _ => Mosquitto.ErrorText(result, systemError).TrimEnd('.'),
    };

    /// <summary>What cannot be asked for stays: that is no reason to publish nothing.</summary>
    private void AskForLeftovers()
    {
        if (_sweep is null || !_sweep.TryBegin())
            return;
        foreach (var filter in _sweep.Leftovers.Filters)
            _ = Mosquitto.Subscribe(_client, null, filter, Quality);
    }

    /// <summary>An empty retained message makes the broker forget the one it has. Half the room is left to those who publish.</summary>
    private void SweepLeftovers()
    {
        if (_sweep is not { IsOn: true })
            return;
        while (Unacknowledged < MostUnacknowledged / 2)
        {
            if (_sweep.Next() is { } topic)
            {
                Hand(topic, [], isRetained: true);
                continue;
            }

            if (!_sweep.IsDue)
                return;
            _sweep.End();
            foreach (var filter in _sweep.Leftovers.Filters)
                _ = Mosquitto.Unsubscribe(_client, null, filter);
            return;
        }
    }

    private void TakeLeave()
    {
        if (!_connected.IsSet)
            return;
        Hand(_statusTopic, "offline"u8, isRetained: true);
        var began = _time.GetTimestamp();
        while (Unacknowledged > 0 && _time.GetElapsedTime(began) < Farewell && Mosquitto.Loop(_client, 10, 1) == 0)
        {
        }

        // A farewell in due form has the broker forget our last will, which is still needed where nobody has seen that we are offline.
        if (Unacknowledged == 0 && Mosquitto.Disconnect(_client) == 0)
            Mosquitto.Loop(_client, 10, 1);
    }

    private int Hand(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload, bool isRetained)
    {
        int message;
        fixed (byte* name = topic, bytes = payload)
        {
            // The acknowledgement may come, on another thread, before we know which message it is for.
            lock (_lock)
            {
                var result = Mosquitto.Publish(_client, &message, name, payload.Length, bytes, Quality, isRetained);
                if (result is 0 or Mosquitto.NoConnection)
                    _unacknowledged.Add(message);
                return result;
            }
        }
    }

    private void Free()
    {
        Mosquitto.Destroy(_client);
        _self.Free();
        Reconnected.Dispose();
    }
}
