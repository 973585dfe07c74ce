using System.Collections.Immutable;
using EdgeConv.Cpu;
using EdgeConv.Devices.Cameras;
using EdgeConv.Devices.Cameras.V4l2;
using EdgeConv.Devices.Gpio;

namespace EdgeConv.Host.Board;

/// <summary>What <c>devices --json</c> prints.</summary>
/// <param name="Cameras">Cameras with device files.</param>
/// <param name="RpicamProgram">The program through which Raspberry Pi cameras are used; absent: it is not installed.</param>
/// <param name="GpioChips">Chips with lines.</param>
/// <param name="Cpu">Cores and instruction sets.</param>
/// <param name="Board">Clocks, temperatures, throttling.</param>
internal sealed record DevicesReport(ImmutableArray<CameraReport> Cameras, string? RpicamProgram, ImmutableArray<GpioChipInfo> GpioChips, CpuReport Cpu, BoardState Board);

/// <summary>A camera.</summary>
/// <param name="Path">Its device file, which is its name for other commands.</param>
/// <param name="Name">What its driver calls it.</param>
/// <param name="Driver">The driver.</param>
/// <param name="Bus">Where it is plugged in.</param>
/// <param name="Formats">What it offers.</param>
/// <param name="Controls">What can be set.</param>
/// <param name="Problem">Why it cannot be used, a sentence.</param>
internal sealed record CameraReport(
    string Path, string Name, string Driver, string Bus, ImmutableArray<CameraFormatReport> Formats, ImmutableArray<VideoControlInfo> Controls, string? Problem)
{
    /// <summary>The report of a camera.</summary>
    public static CameraReport Of(VideoCameraInfo camera) =>
        new(camera.Path, camera.Name, camera.Driver, camera.Bus, [.. camera.Formats.Select(CameraFormatReport.Of)], camera.Controls, camera.Problem);
}

/// <summary>A format of a camera.</summary>
/// <param name="Code">V4L2's four characters.</param>
/// <param name="Format">What <c>format=</c> calls it; absent: it cannot be used.</param>
/// <param name="Description">The driver's name for it.</param>
/// <param name="Sizes">The sizes.</param>
internal sealed record CameraFormatReport(string Code, string? Format, string Description, ImmutableArray<CameraSizeReport> Sizes)
{
    /// <summary>The report of a format.</summary>
    public static CameraFormatReport Of(VideoFormatInfo format) => new(
        format.Code,
        format.Pixels is { } pixels ? PixelFormatNames.Of(pixels) : null,
        format.Description,
        [.. format.Sizes.Select(size => new CameraSizeReport(size.Least.ToString(), size.IsSingle ? null : size.Greatest.ToString(), size.Rates.Values, size.Rates.IsRange))]);
}

/// <summary>A size of a format.</summary>
/// <param name="Size">The size, or the smallest of a range.</param>
/// <param name="Greatest">The largest of a range.</param>
/// <param name="Fps">Frames a second, the fastest first; at the largest of a range.</param>
/// <param name="FpsIsRange">All between the first and the last of them too.</param>
internal sealed record CameraSizeReport(string Size, string? Greatest, ImmutableArray<double> Fps, bool FpsIsRange);

/// <summary>The CPU.</summary>
/// <param name="Cores">Cores this program may use.</param>
/// <param name="BigCores">Those that are about as fast as the fastest.</param>
/// <param name="DefaultThreads">Threads that share a model's work unless told otherwise.</param>
/// <param name="Features">Instruction sets there are kernels for.</param>
internal sealed record CpuReport(int Cores, int BigCores, int DefaultThreads, ImmutableArray<string> Features)
{
    /// <summary>The report of this computer's CPU.</summary>
    public static CpuReport Of(CpuTopology topology)
    {
        (string Name, bool Is)[] features = [("neon", CpuFeatures.Neon), ("neondot", CpuFeatures.NeonDot), ("avx2", CpuFeatures.Avx2), ("avx512", CpuFeatures.Avx512), ("avxvnni", CpuFeatures.AvxVnni)];
        return new CpuReport(topology.Cores.Length, topology.BigCores.Length, topology.DefaultThreads, [.. features.Where(feature => feature.Is).Select(feature => feature.Name)]);
    }
}
