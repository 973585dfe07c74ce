using System.Diagnostics;
using System.Runtime.InteropServices;
using EdgeConv.Kernels.Native;

namespace EdgeConv.Tests.Host;

/// <summary>One run of the program, as a shell starts it.</summary>
/// <param name="ExitCode">What it answered.</param>
/// <param name="Output">Its standard output, as bytes.</param>
/// <param name="Error">Its standard error.</param>
internal sealed partial record ProgramRun(int ExitCode, byte[] Output, string Error)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly string[] Silence = [" gave no frame for ", ": nothing came for ", " gives frames again, after "];

    /// <summary>Standard output as text.</summary>
    public string Text => System.Text.Encoding.UTF8.GetString(Output);

    /// <summary>The lines of standard output.</summary>
    public string[] Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static ProgramRun Of(params string[] arguments) => With(null, arguments);

    /// <summary>Runs the program with bytes on its standard input.</summary>
    public static ProgramRun With(byte[]? input, params string[] arguments)
    {
        using var process = Start(arguments);
        // Not on this thread: a program that hangs reads nothing, and is killed by who waits for its end.
        var writing = Task.Run(() =>
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        });
        var run = End(process);
        writing.GetAwaiter().GetResult();
        return run;
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
        return Bounded.Started(Process.Start(start)!);
    }

    /// <summary>
    /// The next line of standard error, but for those that tests do not choose: what became of the C library depends on whether that has been built, and that a camera gave no frame for a while
    /// on whether the machine stood still.
    /// </summary>
    public static string? ReadErrorLine(Process process)
    {
        string? line;
        do
            line = process.StandardError.ReadLine();
        while (line is not null && IsByTheWay(line));
        return line;
    }

    /// <summary>Whether a line of standard error is one that <see cref="ReadErrorLine"/> leaves out.</summary>
    public static bool IsByTheWay(string line) =>
        line.StartsWith($"edgeconv: {NativeBackend.Status}", StringComparison.Ordinal)
        || line.StartsWith("edgeconv: camera: ", StringComparison.Ordinal)
        && Silence.Any(words => line.Contains(words, StringComparison.Ordinal));

    /// <summary>Sends a signal.</summary>
    /// <param name="process">To whom.</param>
    /// <param name="name">Which: <c>INT</c>.</param>
    public static void Signal(Process process, string name)
    {
        var number = name switch
        {
            "HUP" => 1,
            "INT" => 2,
            "KILL" => 9,
            "TERM" => 15,
            "STOP" => OperatingSystem.IsMacOS() ? 17 : 19,
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no signal that tests send"),
        };
        // A program that has ended already is told nothing, as by kill(1).
        _ = Kill(process.Id, number);
    }

    /// <summary>Waits for the end of a run, and kills one that has none.</summary>
    /// <param name="process">The run.</param>
    /// <param name="without">Lines of standard error that are left out; null: those that <see cref="ReadErrorLine"/> leaves out.</param>
    public static ProgramRun End(Process process, Predicate<string>? without = null)
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
        without ??= IsByTheWay;
        return new ProgramRun(process.ExitCode, output.ToArray(), string.Join('\n', error.Result.Split('\n').Where(line => !without(line))));
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

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);

    // The test program may run by itself or inside dotnet.
    private static string DotNet()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string?[] folders = [Environment.GetEnvironmentVariable("DOTNET_ROOT"), .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)];
        string?[] candidates = [Environment.GetEnvironmentVariable("DOTNET_HOST_PATH"), Environment.ProcessPath, .. folders.OfType<string>().Select(folder => Path.Combine(folder, name))];
        return candidates.FirstOrDefault(path => File.Exists(path) && Path.GetFileName(path) == name) ?? name;
    }
}
