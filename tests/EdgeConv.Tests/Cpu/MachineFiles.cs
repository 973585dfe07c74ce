namespace EdgeConv.Tests.Cpu;

/// <summary>A directory with the files by which Linux describes a machine, gone with the test.</summary>
internal sealed class MachineFiles : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("edgeconv-cpu-").FullName;

    public MachineFiles Online(string list) => Write("sys/devices/system/cpu/online", list + "\n");

    public MachineFiles Allowed(string list) => Write("proc/self/status", $"Name:\tedgeconv\nCpus_allowed:\tf\nCpus_allowed_list:\t{list}\nMems_allowed_list:\t0\n");

    public MachineFiles Core(int core, string file, object content) => Write($"sys/devices/system/cpu/cpu{core}/{file}", content + "\n");

    public MachineFiles Place(int core, int package, int? cluster, int id)
    {
        if (cluster is { } number)
            Core(core, "topology/cluster_id", number);
        return Core(core, "topology/physical_package_id", package).Core(core, "topology/core_id", id);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private MachineFiles Write(string path, string content)
    {
        var file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
        return this;
    }
}
