using System.CommandLine;
using EdgeConv.Host.Files;
using EdgeConv.Host.Inspection;
using EdgeConv.Host.Output;
using EdgeConv.Planning;

namespace EdgeConv.Host.Commands;

/// <summary><c>edgeconv inspect</c>: what a model is made of and how it will run.</summary>
internal static class InspectCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var model = new Argument<string?>("MODEL") { Description = "The .tflite file. Default: the built-in camera check.", Arity = ArgumentArity.ZeroOrOne };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("inspect", "Show a model's operators, shapes, quantization, kernels, multiply-accumulates and memory.") { model, json };
        command.SetAction(result => Run(result.GetValue(model), result.GetValue(json)));
        return command;
    }

    private static int Run(string? path, bool json)
    {
        var model = ModelFile.Load(path);
        using var plan = Planner.Plan(model);
        var report = PlanReport.Of(path ?? ModelFile.EmbeddedName, plan);
        if (json)
            Console.WriteLine(JsonText.Of(report, InspectJson.Printed.InspectReport));
        else
            PlanText.Print(report, plan);
        return ExitCodes.Success;
    }
}
