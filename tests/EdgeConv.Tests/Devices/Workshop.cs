using System.Diagnostics;
using EdgeConv.Devices.Cameras;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Tests.Devices;

/// <summary>A folder for files, FIFOs and small programs, gone after the test.</summary>
public sealed class Workshop : IDisposable
{
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    public string Folder { get; } = Directory.CreateTempSubdirectory("edgeconv-").FullName;

    public string At(string name) => Path.Combine(Folder, name);

    public string Write(string name, byte[] contents)
    {
        File.WriteAllBytes(At(name), contents);
        return At(name);
    }

    public string Fifo(string name)
    {
        using var process = Bounded.Started(Process.Start("mkfifo", [At(name)]));
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return At(name);
    }

    /// <summary>A program in the shell's language.</summary>
    public string Program(string name, params string[] lines)
    {
        // Another process writes it: were it open here while a test beside this one starts a program, that one would have it open too for a moment, and what is open for writing cannot be started.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "cat > \"$0\" && chmod 700 \"$0\"", At(name)]) { RedirectStandardInput = true };
        using var process = Bounded.Started(Process.Start(start)!);
        process.StandardInput.Write("#!/bin/sh\n" + string.Join('\n', lines) + "\n");
        process.StandardInput.Close();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return At(name);
    }

    /// <summary>Bytes that are not all alike.</summary>
    public static byte[] Noise(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>What the camera does when asked with patience.</summary>
    internal static CameraRead Read(ICamera camera, Frame frame) => camera.Read(frame, Soon, TestContext.Current.CancellationToken);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
