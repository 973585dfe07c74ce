using System.CommandLine;
using EdgeConv.Cpu;
using EdgeConv.Devices.Cameras.Programs;
using EdgeConv.Devices.Cameras.V4l2;
using EdgeConv.Devices.Gpio;
using EdgeConv.Host.Board;
using EdgeConv.Host.Output;

namespace EdgeConv.Host.Commands;

/// <summary><c>edgeconv devices</c>: what the board has.</summary>
internal static class DevicesCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("devices", "Show the board's cameras with their formats, its GPIO chips, CPU features, temperatures and throttling.") { json };
        command.SetAction(result => Run(result.GetValue(json)));
        return command;
    }

    private static int Run(bool json)
    {
        var report = new DevicesReport(
            [.. V4l2Cameras.List().Select(CameraReport.Of)],
            RpicamProgram.Find(),
            GpioChips.List(),
            CpuReport.Of(CpuTopology.Current),
            new BoardStateReader().Read());
        if (json)
            Console.WriteLine(JsonText.Of(report, DevicesJson.Printed.DevicesReport));
        else
            DevicesText.Print(report, Console.Out);
        return ExitCodes.Success;
    }
}
