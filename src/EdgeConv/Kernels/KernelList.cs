using System.Collections.Immutable;

namespace EdgeConv.Kernels;

/// <summary>The kernels for one job, best first. The last is the scalar one, which runs everywhere and refuses nothing.</summary>
/// <typeparam name="TArguments">The operator's argument struct.</typeparam>
public sealed class KernelList<TArguments>
    where TArguments : unmanaged
{
    /// <summary>Makes a list.</summary>
    /// <param name="kernels">Best first, the scalar one last.</param>
    public KernelList(params ReadOnlySpan<Kernel<TArguments>> kernels)
    {
        if (kernels.IsEmpty || kernels[^1].Family != KernelFamily.Scalar)
            throw new ArgumentException("A list of kernels ends with the scalar one.", nameof(kernels));
        Kernels = [.. kernels];
    }

    /// <summary>The kernels, best first.</summary>
    public ImmutableArray<Kernel<TArguments>> Kernels { get; }

    /// <summary>The oracle.</summary>
    public Kernel<TArguments> Scalar => Kernels[^1];

    /// <summary>The first kernel that may run, can run on this machine, and does not refuse the arguments.</summary>
    /// <param name="arguments">The arguments as far as planning knows them: pointers are not set.</param>
    /// <param name="families">What may run.</param>
    public KernelChoice<TArguments> Choose(in TArguments arguments, KernelFamilies families)
    {
        ArgumentNullException.ThrowIfNull(families);
        var refusals = ImmutableArray.CreateBuilder<string>();
        foreach (var kernel in Kernels)
        {
            if (!families.Allows(kernel))
                continue;
            if (kernel.WhyNot(in arguments) is not { } refusal)
                return new KernelChoice<TArguments>(kernel, refusals.ToImmutable());
            refusals.Add($"not {kernel.Name}: {refusal}");
        }

        return new KernelChoice<TArguments>(Scalar, refusals.ToImmutable());
    }
}
