using System.Collections.Immutable;
using System.CommandLine;
using EdgeConv.Host.Files;
using EdgeConv.Host.Output;
using EdgeConv.Host.Verification;
using EdgeConv.Models;

namespace EdgeConv.Host.Commands;

/// <summary><c>edgeconv verify</c>: does this machine compute the reference's bytes, and if not, where does it start to differ?</summary>
internal static class VerifyCommand
{
    // Recorded files are named after the model's file, and the embedded one has none.
    private const string EmbeddedFileName = "camera-check";

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var model = new Argument<string?>("MODEL") { Description = "The .tflite file. Default: the built-in camera check.", Arity = ArgumentArity.ZeroOrOne };
        var reference = new Option<string?>("--reference", "-r")
        {
            Description = "Folder with recorded results (inputs/MODEL.CASE.bin, tensors/MODEL.CASE.txt). Without it each layer's hash on a built-in input is printed, to compare between machines.",
            HelpName = "DIR",
        };
        var record = new Option<string?>("--record") { Description = "Record this machine's results on the built-in input into a folder.", HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("verify", "Compare each layer with recorded results, bit for bit; exit code 1 when one differs.") { model, reference, record, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(reference) is not null && result.GetValue(record) is not null)
                result.AddError("--reference compares and --record writes; give one of them.");
        });
        command.SetAction(result => Run(result.GetValue(model), result.GetValue(reference), result.GetValue(record), result.GetValue(json)));
        return command;
    }

    private static int Run(string? path, string? reference, string? record, bool json)
    {
        var model = ModelFile.Load(path);
        var modelPath = path ?? EmbeddedFileName;
        if (reference is null)
            return Print(modelPath, model, record, json);
        var checks = Reference.Load(reference, modelPath, model).Select(expected => Check(model, expected)).ToImmutableArray();
        if (json)
            Console.WriteLine(JsonText.Of(new VerifyReport(modelPath, checks.All(check => check.Passed), checks), VerifyJson.Printed.VerifyReport));
        else
            PrintChecks(modelPath, checks);
        return checks.All(check => check.Passed) ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static int Print(string modelPath, Model model, string? record, bool json)
    {
        var inputs = BuiltInInput.For(model);
        var traced = new Reference("built-in", inputs, LayerTrace.Of(model, inputs));
        if (record is not null)
            traced.Save(record, modelPath);
        if (json)
        {
            Console.WriteLine(JsonText.Of([.. traced.Layers], VerifyJson.Printed.LayerRecordArray));
            return ExitCodes.Success;
        }

        foreach (var layer in traced.Layers)
            Console.WriteLine(layer);
        if (record is not null)
            Console.Error.WriteLine($"Recorded in {record}; compare on another machine: edgeconv verify {modelPath} --reference {record}");
        return ExitCodes.Success;
    }

    private static VerifyCheck Check(Model model, Reference expected)
    {
        var actual = LayerTrace.Of(model, expected.Inputs).ToDictionary(layer => layer.Tensor);
        var compared = 0;
        foreach (var layer in expected.Layers)
        {
            if (!actual.TryGetValue(layer.Tensor, out var ours))
                return new VerifyCheck(expected.Case, false, compared, layer, null, $"the record has operator {layer.Node} {layer.Operator} with tensor {layer.Tensor}, which this model does not compute: it was made from another model");
            if (ours.Hash != layer.Hash)
                return new VerifyCheck(expected.Case, false, compared, layer, ours, $"operator {layer.Node} {layer.Operator} is the first to differ: {layer.Hash:x16} recorded, {ours.Hash:x16} here");
            compared++;
        }

        var fused = LayerTrace.Outputs(model, expected.Inputs);
        for (var i = 0; i < fused.Length; i++)
        {
            if (actual.TryGetValue(model.Outputs[i], out var ours) && ours.Hash != Fnv1A64.Hash(fused[i]))
                return new VerifyCheck(expected.Case, false, compared, null, ours, $"every layer agrees when run alone, but output {i} differs when layers are fused: {ours.Hash:x16} unfused, {Fnv1A64.Hash(fused[i]):x16} fused");
        }

        return new VerifyCheck(expected.Case, true, compared, null, null, null);
    }

    private static void PrintChecks(string modelPath, ImmutableArray<VerifyCheck> checks)
    {
        foreach (var check in checks)
        {
            Console.WriteLine(check.Passed
                ? $"{check.Case}: {check.LayersEqual} recorded layers equal bit for bit, and the fused plan's outputs too"
                : $"{check.Case}: DIFFERS after {check.LayersEqual} equal layers: {check.Fault}");
        }

        Console.WriteLine(checks.All(check => check.Passed) ? $"{modelPath}: verified." : $"{modelPath}: NOT verified.");
    }
}
