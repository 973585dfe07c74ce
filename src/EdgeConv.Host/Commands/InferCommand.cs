using System.CommandLine;
using EdgeConv.Execution;
using EdgeConv.Host.Failures;
using EdgeConv.Host.Files;
using EdgeConv.Planning;

namespace EdgeConv.Host.Commands;

/// <summary><c>edgeconv infer</c>: raw tensor bytes in, raw tensor bytes out.</summary>
internal static class InferCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var model = new Argument<string>("MODEL") { Description = "The .tflite file." };
        var inputs = new Option<string[]>("--input", "-i")
        {
            Description = "A file with the raw bytes of an input tensor (row-major, little-endian), one for each input in order; - for standard input.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
            HelpName = "FILE",
        };
        var outputs = new Option<string[]>("--output", "-o")
        {
            Description = "Where the raw bytes of each output go, in order; - for standard output. Outputs left over are not written.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
            HelpName = "FILE",
        };
        var command = new Command("infer", "Run a model on raw tensor bytes, for scripts.") { model, inputs, outputs };
        command.SetAction(result => Run(result.GetValue(model)!, result.GetValue(inputs)!, result.GetValue(outputs)!));
        command.Validators.Add(result =>
        {
            if (result.GetValue(inputs)?.Count(path => path == StandardStream.Name) > 1)
                result.AddError("--input - can be given once: standard input is read to its end.");
        });
        return command;
    }

    private static int Run(string modelPath, string[] inputs, string[] outputs)
    {
        var model = ModelFile.Load(modelPath);
        using var plan = Planner.Plan(model);
        RawInputs.RequireCount(modelPath, plan.Model, inputs);
        if (outputs.Length > plan.Outputs.Length)
            throw new CommandException($"{modelPath} has {RawInputs.Counted(plan.Outputs.Length, "output")} ({RawInputs.Described(plan.Model.OutputTensors)}), but {outputs.Length} --output given.");

        using var session = new Session(plan);
        RawInputs.Fill(session, inputs);
        session.Run();
        for (var i = 0; i < outputs.Length; i++)
        {
            if (outputs[i] == StandardStream.Name)
            {
                using var standardOutput = Console.OpenStandardOutput();
                standardOutput.Write(session.Output(i));
            }
            else
            {
                OutputFile.Write(outputs[i], session.Output(i));
            }
        }

        return ExitCodes.Success;
    }
}
