using System.Globalization;
using EdgeConv.Host.Output;
using EdgeConv.Planning;
using Spectre.Console;

namespace EdgeConv.Host.Inspection;

/// <summary>Prints a plan for people.</summary>
internal static class PlanText
{
    /// <summary>Prints to standard output.</summary>
    public static void Print(InspectReport report, Plan plan)
    {
        Console.WriteLine(report.Description.Length == 0 ? report.Model : $"{report.Model}: {report.Description}");
        foreach (var tensor in report.Inputs)
            Console.WriteLine($"  input   {Describe(tensor)}");
        foreach (var tensor in report.Outputs)
            Console.WriteLine($"  output  {Describe(tensor)}");
        Console.WriteLine();

        var table = WideConsole.Table(">op", "operator", "output", "type scale zero", "size", ">MMAC", ">params", "kernel");
        foreach (var step in report.Steps)
        {
            table.AddRow(
                new Text(step.Operator?.ToString(CultureInfo.InvariantCulture) ?? ""),
                new Text(step.Name),
                new Text(step.Output),
                new Text(step.Quantization),
                new Text(step.Arithmetic),
                new Text(step.Macs == 0 ? "" : (step.Macs / 1e6).ToString("F3", CultureInfo.InvariantCulture)),
                new Text(step.Parameters == 0 ? "" : step.Parameters.ToString(CultureInfo.InvariantCulture)),
                new Text(step.Kernel));
        }

        WideConsole.Write(table);
        PrintChoices(report);
        foreach (var note in report.Notes)
            Console.WriteLine($"  fused: {note}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Macs / 1e6:F1} million multiply-accumulates, {report.Parameters:N0} parameters, {report.ArenaBytes / 1024.0:F1} KiB arena, {report.ConstantBytes / 1024.0:F1} KiB constants"));
        Console.WriteLine();
        ArenaPicture.Print(plan, Console.Out);
    }

    /// <summary>Which kernels this machine can run, and for each that is not the first of its list why better ones do not run.</summary>
    private static void PrintChoices(InspectReport report)
    {
        Console.WriteLine($"  kernels: {string.Join(", ", report.KernelFamilies)} (EDGECONV_KERNELS={report.KernelFamilies[^1]} or less); each step runs the first of its list that does not refuse it");
        Console.WriteLine($"  {report.NativeLibrary}");
        foreach (var group in report.Steps.Where(step => step.Refusals.Length > 0).GroupBy(step => (step.Kernel, Reasons: string.Join("; ", step.Refusals))))
            Console.WriteLine($"  {group.Key.Kernel} for {string.Join(", ", group.Select(step => step.Operator?.ToString(CultureInfo.InvariantCulture) ?? "border"))}: {group.Key.Reasons}");
    }

    private static string Describe(TensorReport tensor) => string.Create(
        CultureInfo.InvariantCulture,
        $"{tensor.Type} {string.Join('x', tensor.Shape)}{(tensor.Scale is { } scale ? $" scale {scale:G6} zero point {tensor.ZeroPoint}" : "")}  {tensor.Name}");
}
