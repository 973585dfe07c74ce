using EdgeConv.Host.State;

namespace EdgeConv.Tests.Host.State;

public sealed class CrashSafeFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgeconv-").FullName;

    [Fact]
    public void A_file_is_written_anew()
    {
        var path = Path.Combine(_folder, "state");
        CrashSafeFile.Write(path, "one"u8);
        CrashSafeFile.Write(path, "two"u8);
        Assert.Equal("two", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void What_an_interrupted_write_left_is_overwritten()
    {
        var path = Path.Combine(_folder, "state");
        CrashSafeFile.Write(path, "one"u8);
        File.WriteAllText(path + ".part", "half of something that is longer");
        CrashSafeFile.Write(path, "two"u8);
        Assert.Equal("two", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Where_it_cannot_be_written_the_old_one_stays()
    {
        var path = Path.Combine(_folder, "state");
        CrashSafeFile.Write(path, "one"u8);
        Directory.CreateDirectory(path + ".part");
        Assert.ThrowsAny<Exception>(() => CrashSafeFile.Write(path, "two"u8));
        Assert.Equal("one", File.ReadAllText(path));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_error()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs fsync");
        var problem = Assert.Throws<IOException>(() => FolderSync.Flush(Path.Combine(_folder, "absent")));
        Assert.Contains("No such file or directory", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_services_folder_comes_before_the_users()
    {
        var variables = new Dictionary<string, string> { ["STATE_DIRECTORY"] = "/var/lib/edgeconv:/var/lib/other", ["XDG_STATE_HOME"] = "/home/u/.state" };
        Assert.Equal("/var/lib/edgeconv", StateFolder.Default(variables.GetValueOrDefault));
        variables.Remove("STATE_DIRECTORY");
        Assert.Equal(Path.Combine("/home/u/.state", "edgeconv"), StateFolder.Default(variables.GetValueOrDefault));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
