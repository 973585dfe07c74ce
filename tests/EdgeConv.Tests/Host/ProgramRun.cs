using System.Diagnostics;
using EdgeConv.Kernels.Native;

namespace EdgeConv.Tests.Host;

/// <summary>One run of the program, as a shell starts it.</summary>
/// <param name="ExitCode">What it answered.</param>
/// <param name="Output">Its standard output, as bytes.</param>
/// <param name="Error">Its standard error.</param>
internal sealed record ProgramRun(int ExitCode, byte[] Output, string Error)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Standard output as text.</summary>
    public string Text => System.Text.Encoding.UTF8.GetString(Output);

    /// <summary>The lines of standard output.</summary>
    public string[] Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static ProgramRun Of(params string[] arguments) => With(null, arguments);

    /// <summary>Runs the program with bytes on its standard input.</summary>
    public static ProgramRun With(byte[]? input, params string[] arguments)
    {
        using var process = Start(arguments);
        if (input is not null)
            process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        return End(process);
    }

    /// <summary>Starts the program; its standard input stays open.</summary>
    public static Process Start(params string[] arguments) => StartWith([], arguments);

    /// <summary>Starts the program with variables of its environment, <c>NAME=value</c>; its standard input stays open.</summary>
    public static Process StartWith(string[] variables, params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "EdgeConv.Host.dll");
        Assert.True(File.Exists(program) && File.Exists(Path.ChangeExtension(program, ".runtimeconfig.json")), $"{program} was not built");
        // Tests that are started in the background, or behind nohup, hand on signals that are ignored for good.
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=HUP,INT,QUIT,TERM", DotNet()] : [DotNet()];
        var start = new ProcessStartInfo(command[0], [.. command[1..], program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var variable in variables)
            start.Environment[variable[..variable.IndexOf('=', StringComparison.Ordinal)]] = variable[(variable.IndexOf('=', StringComparison.Ordinal) + 1)..];
        return Process.Start(start)!;
    }

    /// <summary>The next line of standard error, but for the one that says what became of the C library: it depends on whether that has been built.</summary>
    public static string? ReadErrorLine(Process process)
    {
        string? line;
        do
            line = process.StandardError.ReadLine();
        while (line is not null && IsOfLibrary(line));
        return line;
    }

    /// <summary>Whether a line of standard error says what became of the C library.</summary>
    public static bool IsOfLibrary(string line) => line.StartsWith($"edgeconv: {NativeBackend.Status}", StringComparison.Ordinal);

    /// <summary>Sends a signal.</summary>
    /// <param name="process">To whom.</param>
    /// <param name="name">Which: <c>INT</c>.</param>
    public static void Signal(Process process, string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits for the end of a run, and kills one that has none.</summary>
    public static ProgramRun End(Process process)
    {
        using var output = new MemoryStream();
        var reading = process.StandardOutput.BaseStream.CopyToAsync(output);
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"The program did not end within {Limit.TotalSeconds} s. Standard error: {error.Result}");
        }

        reading.Wait();
        return new ProgramRun(process.ExitCode, output.ToArray(), string.Join('\n', error.Result.Split('\n').Where(line => !IsOfLibrary(line))));
    }

    /// <summary>Asserts a failure with one sentence on standard error and nothing on standard output.</summary>
    public void AssertFails(string message, int exitCode = 1)
    {
        Assert.Equal($"edgeconv: {message}\n", Error);
        Assert.Equal("", Text);
        Assert.Equal(exitCode, ExitCode);
    }

    /// <summary>Asserts success without a word on standard error.</summary>
    public ProgramRun AssertSucceeds()
    {
        Assert.Equal("", Error);
        Assert.Equal(0, ExitCode);
        return this;
    }

    // The test program may run by itself or inside dotnet.
    private static string DotNet()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string?[] folders = [Environment.GetEnvironmentVariable("DOTNET_ROOT"), .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)];
        string?[] candidates = [Environment.GetEnvironmentVariable("DOTNET_HOST_PATH"), Environment.ProcessPath, .. folders.OfType<string>().Select(folder => Path.Combine(folder, name))];
        return candidates.FirstOrDefault(path => File.Exists(path) && Path.GetFileName(path) == name) ?? name;
    }
}
