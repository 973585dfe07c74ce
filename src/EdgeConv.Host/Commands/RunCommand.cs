using System.CommandLine;
using System.Globalization;
using System.Net;
using EdgeConv.Devices.Cameras.Names;
using EdgeConv.Devices.Displays;
using EdgeConv.Devices.Gpio;
using EdgeConv.Host.Configuration;
using EdgeConv.Host.Exchange;
using EdgeConv.Host.Failures;
using EdgeConv.Host.Hosting;
using EdgeConv.Host.Running;
using EdgeConv.Host.Service;
using EdgeConv.Host.Sinks;
using EdgeConv.Host.Web;
using EdgeConv.Kernels.Native;

namespace EdgeConv.Host.Commands;

/// <summary><c>edgeconv run</c>: a camera's frames, classified as they come.</summary>
internal static class RunCommand
{
    private const string DefaultFile = "edgeconv.json";

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var file = new Option<string?>("--config", "-c") { Description = $"The configuration. Default: {DefaultFile} in the current folder, if there is one. What the command line says prevails.", HelpName = "FILE" };
        var camera = new Option<string?>("--camera") { Description = "The camera: /dev/video0, rpicam, a folder of pictures, a video, rtsp://…, y4m:-, raw:yuyv:640x480:-; options after commas, as in /dev/video0,size=640x480,fps=15. `edgeconv devices` lists cameras.", HelpName = "CAMERA" };
        var model = new Option<string?>("--model", "-m") { Description = "The .tflite file. Default: the built-in camera check (usable, dark, overexposed, blurred, covered). One that was sent to /api/model runs in its place until it is withdrawn there.", HelpName = "FILE" };
        var labels = new Option<string?>("--labels", "-l") { Description = "Text file with one label a line. Default: the labels packed in the model, else class numbers.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Print one line of JSON a decision." };
        var all = new Option<bool>("--all") { Description = "Print every decision, not only those whose best class is another than before." };
        var web = new Option<string?>("--web") { Description = $"Serve a live page, Prometheus metrics and an interface for programs. Default: {WebSettings.DefaultListen}, to this machine alone; elsewhere a token is asked for.", HelpName = "ADDRESS:PORT", Arity = ArgumentArity.ZeroOrOne };
        var check = new Option<bool>("--check") { Description = "Explain the configuration and stop: whether it is valid, what it means, whether the model and its labels fit. The camera is not opened." };
        var command = new Command(
            "run",
            """
            Classify a camera's frames as they come, until Ctrl-C or the source's end. The newest frame is looked at, older ones are passed over and counted.
            SIGHUP has the configuration read again. Under systemd (Type=notify, WatchdogSec=) it says when it is ready, and is alive while decisions come.

            Examples:
              edgeconv run                                                       /dev/video0 and the built-in camera check
              edgeconv run --camera rpicam --model mobilenet.tflite --labels l.txt
              ffmpeg -i film.mp4 -f yuv4mpegpipe -pix_fmt yuv420p - | edgeconv run --camera y4m:- --json --all
            """)
        {
            file, camera, model, labels, json, all, web, check,
        };
        command.SetAction((result, stop) =>
        {
            RunSettings Settings()
            {
                var settings = Read(result.GetValue(file));
                return settings with
                {
                    Camera = result.GetValue(camera) ?? settings.Camera,
                    Model = result.GetValue(model) ?? settings.Model,
                    Labels = result.GetValue(labels) ?? settings.Labels,
                    Output = result.GetValue(json) ? OutputKind.Json : settings.Output,
                    Pace = result.GetValue(all) ? DecisionPace.Frames : settings.Pace,
                    Web = result.GetResult(web) is null ? settings.Web : WebOf(result.GetValue(web), settings.Web),
                };
            }

            return Task.FromResult(result.GetValue(check) ? Check(Settings()) : Run(Settings, stop));
        });
        return command;
    }

    private static RunSettings Read(string? file) =>
        file is not null ? RunSettingsFile.Load(file)
        : File.Exists(DefaultFile) ? RunSettingsFile.Load(DefaultFile)
        : RunSettings.Default;

    private static WebSettings WebOf(string? address, WebSettings? settings)
    {
        settings ??= new WebSettings(WebSettings.DefaultListen, null, null);
        return address is null ? settings
            : WebSettings.TryReadListen(address, out var listen) ? settings with { Listen = listen }
            : throw new CommandException($"--web: \"{address}\" is no address and port, as in 127.0.0.1:8080 (this machine alone) or 0.0.0.0:8080 (everyone who reaches it).");
    }

    private static int Run(Func<RunSettings> settings, CancellationToken stop)
    {
        using var journal = new QueuedJournal(new ErrorOutputJournal());
        journal.Note(NativeBackend.Status);
        using var notifier = SystemdNotifier.OfEnvironment();
        using var exchange = new ModelExchange(journal, Environment.GetEnvironmentVariable);
        RunTurns? turns = null;
        using var web = new WebServer(journal, exchange, () => turns!.Change());
        turns = new RunTurns(settings, Make, journal, exchange, web.Show);
        turns.Run(notifier, stop);
        notifier.Stopping();
        return ExitCodes.Success;

        RunHost Make(RunSettings read, CameraFeed? camera) => exchange.Make(read, (chosen, origin) => new RunHost(chosen, StandardOutput.Open, journal, origin, web.Live, camera));
    }

    private static int Check(RunSettings settings)
    {
        var journal = new ErrorOutputJournal();
        using var host = new RunHost(settings with { Output = OutputKind.None }, () => Stream.Null, journal);
        using var exchange = new ModelExchange(journal, Environment.GetEnvironmentVariable);
        Console.WriteLine($"camera    {CameraNames.Parse(settings.Camera).Name}{(settings.Rotate == 0 ? "" : $", turned by {settings.Rotate} degrees")}{(settings.Mirror ? ", mirrored" : "")}");
        Console.WriteLine($"model     {settings.Model ?? "the built-in camera check"}");
        if (exchange.InPlaceOf(settings) is { } sent)
            Console.WriteLine($"          {sent.Name}, which was sent on {sent.Since.UtcDateTime:yyyy-MM-dd}, runs in its place; DELETE /api/model returns to it");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"decisions the best {settings.Top} of scores of at least {settings.Threshold}, {(settings.SmoothedFrames == 1 ? "frame by frame" : $"means of {settings.SmoothedFrames} frames")}"));
        Console.WriteLine($"picture   {(settings is { Model: not null, CheckEvery: { } every } ? $"checked every {TimeText.Of(every)}" : "not checked beside the model")}");
        foreach (var rule in settings.Rules)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"rule      {rule.Name}: {string.Join(" or ", rule.Labels)} at {rule.AtLeast} or more in {rule.Frames} frame{(rule.Frames == 1 ? "" : "s running")}; ends below {rule.ReleaseBelow}{(rule.Hold == TimeSpan.Zero ? "" : $" for {TimeText.Of(rule.Hold)}")}"));
            foreach (var action in rule.Lines)
                Console.WriteLine($"          switches {action.Line} {(action.ActiveLow ? "low" : "high")}{(OutputLines.AreReal ? "" : ", simulated: this build switches no lines")}");
        }

        if (settings.Display is { } display)
            Console.WriteLine($"display   {display.Model.ToString().ToLowerInvariant()} at 0x{display.Address:X2} of /dev/i2c-{display.Bus}{(TextDisplays.AreReal ? "" : ", simulated: this build drives no display")}");
        if (settings.Mqtt is { } mqtt)
            Console.WriteLine($"mqtt      {mqtt.Broker}, topics {mqtt.Topic}/…{(mqtt.Discovery is null ? "" : $"; Home Assistant finds \"{mqtt.Name}\"")}; not connected to now");
        if (settings.Web is { } web)
            Console.WriteLine($"web       http://{web.Listen}/, {(web.Token is not null ? "with a token" : IPAddress.IsLoopback(web.Listen.Address) ? "to this machine alone" : "with a token that is made at the start")}");
        Console.WriteLine($"output    {settings.Output.ToString().ToLowerInvariant()}, {(settings.Pace == DecisionPace.Frames ? "every decision" : "changes")}");
        return ExitCodes.Success;
    }
}
