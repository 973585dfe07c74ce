using EdgeConv.Benchmarks.Layers;
using EdgeConv.Kernels;
using EdgeConv.Planning;

namespace EdgeConv.Benchmarks.Kernels;

/// <summary>A kernel that can compute a layer on this machine.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Name">Its class name; of several that share a layer, all, joined by +.</param>
/// <param name="Allowed">What a plan must be left to choose this one.</param>
public sealed record LayerKernel(ILayer Layer, string Name, KernelFamilies Allowed)
{
    /// <summary>
    /// Those that a plan would choose, best first: the first as it is, each further one when those before it are taken away. The scalar one, the oracle, only where there is no other.
    /// </summary>
    public static IEnumerable<LayerKernel> Of(ILayer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var model = layer.ToModel();
        var allowed = KernelFamilies.Any;
        for (var isFirst = true; ; isFirst = false)
        {
            using var plan = Planner.Plan(model, new PlanOptions { Kernels = allowed });
            var special = plan.Steps.Where(step => step.Family != KernelFamily.Scalar).Select(step => step.Kernel).Distinct().ToArray();
            if (special.Length > 0 || isFirst)
                yield return new LayerKernel(layer, string.Join('+', plan.Steps.Select(step => step.Kernel).Distinct()), allowed);
            if (special.Length == 0)
                yield break;
            allowed = special.Aggregate(allowed, (rest, kernel) => rest.Without(kernel));
        }
    }

    /// <summary>As in <c>mobilenet_v1 pw_1: 112x112x32 1x1 64 stride 1, Convolution_4x16c2_Avx2</c>.</summary>
    public override string ToString() => $"{Layer}, {Name}";
}
