using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using EdgeConv.Cpu;
using EdgeConv.Execution;
using EdgeConv.Host.Board;
using EdgeConv.Host.Failures;
using EdgeConv.Host.Files;
using EdgeConv.Host.Measurement;
using EdgeConv.Host.Output;
using EdgeConv.Host.Verification;
using EdgeConv.Planning;

namespace EdgeConv.Host.Commands;

/// <summary><c>edgeconv bench</c>: how long does a run take on this machine, and which layers take it?</summary>
internal static class BenchCommand
{
    private const int MaxRuns = 1_000_000;
    private const int DefaultSize = 56;
    private const int MaxSize = 512;

    private static readonly BoardStateReader Board = new();

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var model = new Argument<string?>("MODEL") { Description = "The .tflite file. Default: the built-in camera check.", Arity = ArgumentArity.ZeroOrOne };
        var runs = Number("--runs", "Measured runs. Default: for about 2 seconds, at least 20.", 1, MaxRuns);
        var warmup = Number("--warmup", "Runs before the measured ones. Default: for about half a second, at least 3.", 0, MaxRuns);
        var threads = Number("--threads", "Threads that share a run. Default: one for each big core.", 1, WorkerPool.MaxThreads, "-t");
        var inputs = new Option<string[]>("--input", "-i")
        {
            Description = "A file with the raw bytes of an input tensor (row-major, little-endian), one for each input in order; - for standard input. Default: built-in noise, the same on every machine.",
            AllowMultipleArgumentsPerToken = true,
            HelpName = "FILE",
        };
        var example = new Option<string?>("--example") { Description = "Measure a textbook case instead of a model: bottleneck (4x4 convolution over 256 channels, through 64 channels and directly)." };
        example.AcceptOnlyFromAmong(BottleneckExample.Name);
        var size = Number("--size", $"Rows and columns of the example's input. Default: {DefaultSize}.", 1, MaxSize);
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("bench", "Measure how long a model takes, layer by layer, and the state of the board.") { model, runs, warmup, threads, inputs, example, size, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(inputs)?.Count(path => path == StandardStream.Name) > 1)
                result.AddError("--input - can be given once: standard input is read to its end.");
            // Not their values, which cannot be had where one is wrong.
            var isExample = result.GetResult(example) is not null;
            if (isExample && (result.GetResult(model) is { Tokens.Count: > 0 } || result.GetResult(inputs) is not null))
                result.AddError("--example measures networks of its own; give it without MODEL and --input.");
            if (!isExample && result.GetResult(size) is not null)
                result.AddError("--size is the size of an example; give --example.");
        });
        command.SetAction((result, stop) =>
        {
            var request = new Request(RunLimits.Warmup(result.GetValue(warmup)), RunLimits.Measured(result.GetValue(runs)), result.GetValue(threads) ?? SessionOptions.Default.Threads, result.GetValue(json));
            return Task.FromResult(result.GetValue(example) is null
                ? Run(result.GetValue(model), result.GetValue(inputs)!, request, stop)
                : RunExample(result.GetValue(size) ?? DefaultSize, request, stop));
        });
        return command;
    }

    private static int Run(string? path, string[] inputs, Request request, CancellationToken stop)
    {
        using var plan = Planner.Plan(ModelFile.Load(path));
        var name = path ?? ModelFile.EmbeddedName;
        if (inputs.Length > 0)
            RawInputs.RequireCount(name, plan.Model, inputs);
        using var pool = new WorkerPool(request.Threads == 0 ? CpuTopology.Current.DefaultThreads : request.Threads);
        using var session = new Session(plan, new SessionOptions { Pool = pool });
        if (inputs.Length > 0)
            RawInputs.Fill(session, inputs);
        else
            BuiltInInput.Fill(session);
        var (report, warnings) = new ModelBench(Board).Run(name, session, pool, request.Warmup, request.Measured, stop);
        if (request.Json)
            Console.WriteLine(JsonText.Of(report, BenchJson.Printed.BenchReport));
        else
            BenchText.Print(report);
        return End(warnings, report.AllocatedBytes);
    }

    private static int RunExample(int size, Request request, CancellationToken stop)
    {
        var (report, warnings) = new BottleneckBench(Board).Run(size, request.Threads, request.Warmup, request.Measured, stop);
        if (request.Json)
            Console.WriteLine(JsonText.Of(report, BenchJson.Printed.BottleneckReport));
        else
            BottleneckBench.Print(report);
        return End(warnings, report.AllocatedBytes);
    }

    private static int End(ImmutableArray<string> warnings, long allocatedBytes)
    {
        foreach (var warning in warnings)
            Console.Error.WriteLine($"edgeconv: warning: {warning}");
        if (allocatedBytes > 0)
            throw new CommandException($"{allocatedBytes} bytes of managed memory were allocated during the measured runs, where there should be none: the garbage collector may have disturbed them. Please report it.");
        return ExitCodes.Success;
    }

    private static Option<int?> Number(string name, string description, int least, int most, params string[] aliases)
    {
        var option = new Option<int?>(name, aliases) { Description = description, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most))
                result.AddError($"{name} must be a number from {least} to {most}.");
        });
        return option;
    }

    private sealed record Request(RunLimits Warmup, RunLimits Measured, int Threads, bool Json);
}
