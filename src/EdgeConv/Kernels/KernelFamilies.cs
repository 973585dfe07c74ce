using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using EdgeConv.Cpu;
using EdgeConv.Kernels.Native;

namespace EdgeConv.Kernels;

/// <summary>Which kernels may run: those of all families that the CPU has, or of those up to a family that the user names; perhaps without some.</summary>
public sealed class KernelFamilies
{
    /// <summary>The environment variable that names a family for every plan that is not told otherwise.</summary>
    public const string EnvironmentVariable = "EDGECONV_KERNELS";

    private readonly KernelFamily? _limit;
    private readonly ImmutableSortedSet<string> _excluded;

    private KernelFamilies(KernelFamily? limit, ImmutableSortedSet<string>? excluded = null)
    {
        _limit = limit;
        _excluded = excluded ?? [];
    }

    /// <summary>Everything the CPU has.</summary>
    public static KernelFamilies Any { get; } = new(null);

    /// <summary>The names a user may write, best last.</summary>
    public static IEnumerable<string> Names => Enum.GetValues<KernelFamily>().Select(Name);

    /// <summary>The family named by <see cref="EnvironmentVariable"/>, else <see cref="Any"/>.</summary>
    /// <exception cref="ArgumentException">The variable names no family, or one that this CPU lacks.</exception>
    public static KernelFamilies FromEnvironment()
    {
        var name = Environment.GetEnvironmentVariable(EnvironmentVariable);
        return string.IsNullOrWhiteSpace(name) ? Any : Parse(name.Trim());
    }

    /// <summary>A family by its name in any case, as in <see cref="Names"/>.</summary>
    /// <exception cref="ArgumentException">No family has the name, or this CPU lacks it.</exception>
    public static KernelFamilies Parse(string name)
    {
        foreach (var family in Enum.GetValues<KernelFamily>())
        {
            if (Name(family).Equals(name, StringComparison.OrdinalIgnoreCase))
                return UpTo(family);
        }

        throw new ArgumentException($"There is no kernel family '{name}' ({EnvironmentVariable}); choose one of {string.Join(", ", Names)}.");
    }

    /// <summary>A family, and for operators it has no kernel for those below it on the same architecture.</summary>
    /// <exception cref="ArgumentException">This CPU lacks it.</exception>
    public static KernelFamilies UpTo(KernelFamily family)
    {
        if (IsSupported(family))
            return new KernelFamilies(family);
        var all = string.Join(", ", Enum.GetValues<KernelFamily>().Where(IsSupported).Select(Name));
        var reason = family switch
        {
            KernelFamily.Native => $": {NativeBackend.Status}",
            KernelFamily.Avx512 when !RuntimeFeature.IsDynamicCodeCompiled => ": a program compiled ahead of time, for CPUs without them too, is without them",
            _ => "",
        };
        throw new ArgumentException($"This machine cannot run '{Name(family)}' kernels ({EnvironmentVariable}){reason}; it has {all}.");
    }

    /// <summary>Whether this machine can run a family.</summary>
    public static bool IsSupported(KernelFamily family) => family switch
    {
        KernelFamily.Scalar => true,
        KernelFamily.Neon => CpuFeatures.Neon,
        KernelFamily.NeonDot => CpuFeatures.NeonDot,
        KernelFamily.Avx2 => CpuFeatures.Avx2,
        KernelFamily.Avx512 => CpuFeatures.Avx512,
        KernelFamily.AvxVnni => CpuFeatures.AvxVnni,
        KernelFamily.Native => NativeBackend.IsLoaded,
        _ => false,
    };

    /// <summary>The name a user writes for a family.</summary>
    public static string Name(KernelFamily family) => family switch
    {
        KernelFamily.Scalar => "scalar",
        KernelFamily.Neon => "neon",
        KernelFamily.NeonDot => "neondot",
        KernelFamily.Avx2 => "avx2",
        KernelFamily.Avx512 => "avx512",
        KernelFamily.AvxVnni => "avxvnni",
        _ => "native",
    };

    /// <summary>The same without one kernel: what comes behind it in its list runs, so that it can be measured. Scalar kernels stay, for they compute what no other does.</summary>
    /// <param name="kernel">Its class name.</param>
    public KernelFamilies Without(string kernel) => new(_limit, _excluded.Add(kernel));

    /// <summary>Whether a kernel may run.</summary>
    public bool Allows<TArguments>(Kernel<TArguments> kernel)
        where TArguments : unmanaged
    {
        ArgumentNullException.ThrowIfNull(kernel);
        return Allows(kernel.Family) && (kernel.Family == KernelFamily.Scalar || !_excluded.Contains(kernel.Name));
    }

    /// <summary>Whether kernels of a family may run.</summary>
    public bool Allows(KernelFamily family) => IsSupported(family) && (_limit is null || family <= _limit);

    /// <inheritdoc/>
    public override string ToString() => (_limit is { } family ? Name(family) : "any") + string.Concat(_excluded.Select(kernel => $" without {kernel}"));
}
