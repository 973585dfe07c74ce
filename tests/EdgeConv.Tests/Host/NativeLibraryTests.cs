using System.Diagnostics;
using System.Runtime.InteropServices;
using EdgeConv.Kernels.Native;

namespace EdgeConv.Tests.Host;

/// <summary>The C library may be absent, of another version, or no library at all: one line says so, and everything goes on without it.</summary>
public class NativeLibraryTests(Workplace place) : IClassFixture<Workplace>
{
    private const string NoCompiler = "there is no C compiler";

    [Fact]
    public void A_library_that_is_not_there_is_one_line()
    {
        var missing = place.At("nowhere.so");
        Assert.StartsWith($"{NativeBackend.EnvironmentVariable} names '{missing}', which cannot be loaded (", TheOneLine(missing), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_library_is_one_line() =>
        Assert.Contains("which cannot be loaded (", TheOneLine(place.Bytes("text.so", "no library"u8.ToArray())), StringComparison.Ordinal);

    [Fact]
    public void A_library_of_another_interface_version_is_one_line_and_not_used() => Assert.Equal(
        $"libedgeconv has interface version 1, this program needs {NativeBackend.InterfaceVersion}: its kernels are not used",
        TheOneLine(Library("old", "unsigned edgeconv_abi_version(void) { return 1; }")));

    [Fact]
    public void Another_library_of_the_name_is_one_line_and_not_used() =>
        Assert.StartsWith("the libedgeconv that was found is another library (", TheOneLine(Library("other", "int other(void) { return 1; }")), StringComparison.Ordinal);

    [Theory]
    [InlineData("run")]
    [InlineData("bench", "--runs", "1", "--warmup", "0")]
    [InlineData("inspect")]
    [InlineData("classify", "PICTURE")]
    public void A_kernel_family_that_does_not_exist_is_one_sentence_of_every_command(params string[] arguments)
    {
        using var process = ProgramRun.StartWith(["EDGECONV_KERNELS=sse9"], [.. arguments.Select(argument => argument == "PICTURE" ? place.Red : argument), .. arguments[0] == "run" ? ["--camera", place.Red] : Array.Empty<string>()]);
        process.StandardInput.Close();
        ProgramRun.End(process).AssertFails("There is no kernel family 'sse9' (EDGECONV_KERNELS); choose one of scalar, neon, neondot, avx2, avx512, avxvnni, native.");
    }

    /// <summary>What a run says of the library, which is one line; it runs on all the same.</summary>
    private string TheOneLine(string library)
    {
        using var process = ProgramRun.StartWith([$"{NativeBackend.EnvironmentVariable}={library}"], "run", "--camera", place.Red);
        process.StandardInput.Close();
        var end = ProgramRun.End(process, without: _ => false);
        Assert.Equal(0, end.ExitCode);
        Assert.NotEmpty(end.Output);
        return Assert.Single(end.Error.Split('\n'), line => line.Contains("libedgeconv", StringComparison.Ordinal) || line.Contains(NativeBackend.EnvironmentVariable, StringComparison.Ordinal))["edgeconv: ".Length..];
    }

    private string Library(string name, string source)
    {
        Assert.SkipUnless(RuntimeInformation.IsOSPlatform(OSPlatform.Linux) && File.Exists("/usr/bin/cc"), NoCompiler);
        var (code, library) = (place.Bytes(name + ".c", System.Text.Encoding.ASCII.GetBytes(source)), place.At(name + ".so"));
        using var compiler = Bounded.Started(Process.Start("/usr/bin/cc", ["-shared", "-fPIC", "-o", library, code]));
        compiler.WaitForExit();
        Assert.Equal(0, compiler.ExitCode);
        return library;
    }
}
