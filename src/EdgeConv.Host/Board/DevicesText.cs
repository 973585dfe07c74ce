using System.Globalization;

namespace EdgeConv.Host.Board;

/// <summary>Prints a board's devices for people.</summary>
internal static class DevicesText
{
    /// <summary>Prints them.</summary>
    public static void Print(DevicesReport report, TextWriter output)
    {
        output.WriteLine("Cameras");
        if (report.Cameras.IsEmpty)
            output.WriteLine("  No device file (/dev/video*) gives pictures: no USB camera is plugged in.");
        foreach (var camera in report.Cameras)
            Print(camera, output);
        output.WriteLine(report.RpicamProgram is { } program
            ? $"  rpicam  Raspberry Pi cameras through {program}; `{Path.GetFileName(program)} --list-cameras` lists them."
            : "  Raspberry Pi cameras need rpicam-vid, which is not installed.");

        output.WriteLine("GPIO chips");
        if (report.GpioChips.IsEmpty)
            output.WriteLine("  There is none (/dev/gpiochip*).");
        foreach (var chip in report.GpioChips)
            output.WriteLine($"  {chip.Problem ?? $"{chip.Path}  {chip.Label} ({chip.Name}), {chip.Lines} lines"}");

        output.WriteLine("CPU");
        var features = report.Cpu.Features.IsEmpty ? "none there are kernels for" : string.Join(", ", report.Cpu.Features);
        output.WriteLine($"  cores {report.Cpu.Cores}, of which big {report.Cpu.BigCores}; threads by default {report.Cpu.DefaultThreads}; instruction sets: {features}");
        output.WriteLine($"  {BoardText.Describe(report.Board)}");
    }

    private static void Print(CameraReport camera, TextWriter output)
    {
        if (camera.Problem is { } problem)
        {
            output.WriteLine($"  {problem}");
            return;
        }

        output.WriteLine($"  {camera.Path}  {camera.Name} ({camera.Driver}, {camera.Bus})");
        foreach (var format in camera.Formats)
        {
            output.WriteLine($"    {format.Format ?? $"{format.Code} (cannot be used)"}");
            foreach (var size in format.Sizes)
                output.WriteLine($"      {size.Size}{(size.Greatest is null ? "" : $" to {size.Greatest}")}{Rates(size)}");
        }

        if (!camera.Controls.IsEmpty)
            output.WriteLine("    controls: " + string.Join(", ", camera.Controls.Select(control => $"{control.Name} {control.Value?.ToString(CultureInfo.InvariantCulture) ?? "?"} ({control.Minimum} to {control.Maximum})")));
    }

    private static string Rates(CameraSizeReport size) =>
        size.Fps.IsEmpty ? "" : " at " + string.Join(size.FpsIsRange ? " to " : ", ", size.Fps.Select(rate => rate.ToString("0.##", CultureInfo.InvariantCulture))) + " fps";
}
