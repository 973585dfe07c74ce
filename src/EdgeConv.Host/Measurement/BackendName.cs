using EdgeConv.Planning;

namespace EdgeConv.Host.Measurement;

/// <summary>Which kernels carry a plan's load.</summary>
internal static class BackendName
{
    /// <summary>
    /// The instruction sets, as kernels are named after them (<c>Convolution_Scalar</c> is <c>scalar</c>), of the steps that multiply, the one with the
    /// most multiply-accumulates first, joined by +; of all steps where none multiplies.
    /// </summary>
    public static string Of(Plan plan)
    {
        var multiplies = plan.Steps.Where(step => step.Macs > 0).ToArray();
        var families = (multiplies.Length > 0 ? multiplies : [.. plan.Steps])
            .GroupBy(step => step.Kernel[(step.Kernel.LastIndexOf('_') + 1)..].ToLowerInvariant())
            .OrderByDescending(family => family.Sum(step => step.Macs))
            .Select(family => family.Key);
        return string.Join('+', families);
    }
}
