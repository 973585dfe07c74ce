using System.Reflection;
using System.Runtime.InteropServices;

namespace EdgeConv.Kernels.Native;

/// <summary>
/// The optional C library libedgeconv. Absent, or of another interface version, it is a sentence in <see cref="Status"/>, and the managed kernels run.
/// It is looked for once: in the file that <see cref="EnvironmentVariable"/> names, beside the program, then where the system keeps libraries; a program
/// that has it linked in needs no file.
/// </summary>
public static unsafe partial class NativeBackend
{
    /// <summary>The environment variable that names the library's file.</summary>
    public const string EnvironmentVariable = "EDGECONV_NATIVE_LIBRARY";

    /// <summary>The interface this program is written for: <c>EDGECONV_ABI_VERSION</c>.</summary>
    public const int InterfaceVersion = 3;

    private const string Library = "edgeconv";

    static NativeBackend()
    {
        NativeLibrary.SetDllImportResolver(typeof(NativeBackend).Assembly, Resolve);
        (IsLoaded, Status) = Load();
    }

    /// <summary>Whether kernels of the library can run.</summary>
    public static bool IsLoaded { get; }

    /// <summary>What became of the search, in one line for a log.</summary>
    public static string Status { get; }

    private static string? NamedFile => Environment.GetEnvironmentVariable(EnvironmentVariable) is { } named && !string.IsNullOrWhiteSpace(named) ? named : null;

    private static string FileBeside => Path.Combine(AppContext.BaseDirectory, "libedgeconv.so");

    /// <summary>
    /// The list of an operator: each of the library's kernels before the managed ones for the same instructions, and behind those for better ones; but for SDOT, which the
    /// managed ones do in fewer instructions.
    /// </summary>
    /// <param name="op">The operator.</param>
    /// <param name="managed">The managed kernels, best first, the scalar one last.</param>
    internal static KernelList<ConvolutionArguments> Join(NativeOperator op, params ReadOnlySpan<Kernel<ConvolutionArguments>> managed)
    {
        var joined = new List<Kernel<ConvolutionArguments>>();
        var kernels = new Queue<NativeKernel>(Kernels(op));
        foreach (var kernel in managed)
        {
            while (kernels.TryPeek(out var native) && IsBetter(native.InstructionSet, kernel.Family) && KernelFamilies.IsSupported(kernel.Family))
                joined.Add(kernels.Dequeue());
            joined.Add(kernel);
        }

        return new KernelList<ConvolutionArguments>([.. joined]);
    }

    private static bool IsBetter(KernelFamily native, KernelFamily managed) => native == KernelFamily.NeonDot ? native > managed : native >= managed;

    /// <summary>The kernels for an operator that this CPU can run, best first; none when the library is not there.</summary>
    private static List<NativeKernel> Kernels(NativeOperator op)
    {
        var kernels = new List<NativeKernel>();
        while (IsLoaded && KernelAt((int)op, kernels.Count) is var descriptor && descriptor is not null)
            kernels.Add(new NativeKernel(descriptor));
        return kernels;
    }

    private static (bool IsLoaded, string Status) Load()
    {
        try
        {
            var version = AbiVersion();
            return version == InterfaceVersion
                ? (true, $"libedgeconv is in use (interface version {version})")
                : (false, $"libedgeconv has interface version {version}, this program needs {InterfaceVersion}: its kernels are not used");
        }
        catch (DllNotFoundException e)
        {
            // Also what is there and cannot be loaded: for another machine, or without a library it needs itself.
            return (false, NamedFile is { } named ? $"{EnvironmentVariable} names '{named}', which cannot be loaded ({Reason(e)}): managed kernels run"
                : File.Exists(FileBeside) ? $"{FileBeside} cannot be loaded ({Reason(e)}): managed kernels run"
                : "there is no libedgeconv beside the program or in the system: managed kernels run");
        }
        catch (EntryPointNotFoundException e)
        {
            return (false, $"the libedgeconv that was found is another library ({e.Message}): managed kernels run");
        }
        catch (BadImageFormatException e)
        {
            return (false, $"the libedgeconv that was found is not for this machine ({e.Message}): managed kernels run");
        }
    }

    /// <summary>Finds the library; a file that the user names is the only one tried.</summary>
    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != Library)
            return 0;
        if (NamedFile is { } named)
            return NativeLibrary.Load(Path.GetFullPath(named));
        return File.Exists(FileBeside) ? NativeLibrary.Load(FileBeside) : 0;
    }

    /// <summary>The loader's reason, without the runtime's advice around it.</summary>
    private static string Reason(DllNotFoundException problem) =>
        problem.Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 1 } lines ? lines[1] : problem.Message;

    [LibraryImport(Library, EntryPoint = "edgeconv_abi_version")]
    [UnmanagedCallConv(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static partial uint AbiVersion();

    [LibraryImport(Library, EntryPoint = "edgeconv_kernel_at")]
    [UnmanagedCallConv(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static partial NativeKernelDescriptor* KernelAt(int op, int index);
}
