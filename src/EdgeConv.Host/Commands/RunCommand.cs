using System.CommandLine;
using System.Globalization;
using EdgeConv.Devices.Cameras.Names;
using EdgeConv.Host.Configuration;
using EdgeConv.Host.Running;
using EdgeConv.Host.Service;
using EdgeConv.Host.Sinks;

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
        var model = new Option<string?>("--model", "-m") { Description = "The .tflite file. Default: the built-in camera check (usable, dark, overexposed, blurred, covered).", HelpName = "FILE" };
        var labels = new Option<string?>("--labels", "-l") { Description = "Text file with one label a line. Default: the labels packed in the model, else class numbers.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Print one line of JSON a decision." };
        var all = new Option<bool>("--all") { Description = "Print every decision, not only those whose best class is another than before." };
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
            file, camera, model, labels, json, all, check,
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

    private static int Run(Func<RunSettings> settings, CancellationToken stop)
    {
        var journal = new ErrorOutputJournal();
        using var notifier = SystemdNotifier.OfEnvironment();
        new RunTurns(() => new RunHost(settings(), Console.OpenStandardOutput, journal), journal).Run(notifier, stop);
        notifier.Stopping();
        return ExitCodes.Success;
    }

    private static int Check(RunSettings settings)
    {
        using var host = new RunHost(settings with { Output = OutputKind.None }, () => Stream.Null, new ErrorOutputJournal());
        Console.WriteLine($"camera    {CameraNames.Parse(settings.Camera).Name}{(settings.Rotate == 0 ? "" : $", turned by {settings.Rotate} degrees")}{(settings.Mirror ? ", mirrored" : "")}");
        Console.WriteLine($"model     {settings.Model ?? "the built-in camera check"}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"decisions the best {settings.Top} of scores of at least {settings.Threshold}, {(settings.SmoothedFrames == 1 ? "frame by frame" : $"means of {settings.SmoothedFrames} frames")}"));
        Console.WriteLine($"picture   {(settings is { Model: not null, CheckEvery: { } every } ? $"checked every {TimeText.Of(every)}" : "not checked beside the model")}");
        foreach (var rule in settings.Rules)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"rule      {rule.Name}: {string.Join(" or ", rule.Labels)} at {rule.AtLeast} or more in {rule.Frames} frame{(rule.Frames == 1 ? "" : "s running")}; ends below {rule.ReleaseBelow}{(rule.Hold == TimeSpan.Zero ? "" : $" for {TimeText.Of(rule.Hold)}")}"));
        }

        Console.WriteLine($"output    {settings.Output.ToString().ToLowerInvariant()}, {(settings.Pace == DecisionPace.Frames ? "every decision" : "changes")}");
        return ExitCodes.Success;
    }
}
