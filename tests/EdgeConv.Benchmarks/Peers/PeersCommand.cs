using System.CommandLine;
using System.Globalization;
using EdgeConv.Benchmarks.Peers.OnnxRuntime;
using EdgeConv.Host.Measurement;
using EdgeConv.Host.Output;
using EdgeConv.Host.Verification;
using EdgeConv.Models;
using EdgeConv.Tensors;
using Spectre.Console;

namespace EdgeConv.Benchmarks.Peers;

/// <summary><c>peers</c>: EdgeConv beside other engines, on the same networks and inputs. An engine that is absent is skipped with a sentence.</summary>
internal static class PeersCommand
{
    /// <summary>How the command line calls it.</summary>
    public const string Name = "peers";

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var models = new Option<string[]>("--model") { Description = $"Networks to run: {string.Join(", ", PeerModel.All.Select(model => model.Key))}. Default: all.", AllowMultipleArgumentsPerToken = true };
        models.AcceptOnlyFromAmong([.. PeerModel.All.Select(model => model.Key)]);
        var threads = new Option<int[]>("--threads") { Description = "Threads that share a run, as in 1,2.", DefaultValueFactory = _ => [1], CustomParser = result => Numbers(result.Tokens.Select(token => token.Value), result.AddError) };
        var rounds = new Option<int>("--rounds") { Description = "Rounds: in each, every engine runs for about 0.1 s.", DefaultValueFactory = _ => 20 };
        var onnxRuntime = new Option<string?>("--onnxruntime") { Description = $"ONNX Runtime's shared library. Default: what {OnnxRuntimeLibrary.Variable} says." };
        var command = new RootCommand("EdgeConv beside other engines: ratio of times, round by round.") { models, threads, rounds, onnxRuntime };
        command.SetAction(result =>
        {
            var keys = result.GetValue(models);
            var runtimePath = result.GetValue(onnxRuntime) ?? Environment.GetEnvironmentVariable(OnnxRuntimeLibrary.Variable);
            foreach (var model in PeerModel.All.Where(model => keys is not { Length: > 0 } || keys.Contains(model.Key)))
            {
                foreach (var count in result.GetValue(threads)!)
                    Race(model, count, Math.Max(1, result.GetValue(rounds)), runtimePath);
            }
        });
        return command;
    }

    private static void Race(PeerModel model, int threads, int rounds, string? runtimePath)
    {
        Console.WriteLine($"{model.Key}, {BenchText.Threads(threads)}: {model.TfLite}");
        using var runtime = OrSkipped(() => OnnxRuntimeLibrary.Load(runtimePath));
        IContender?[] loaded =
        [
            OrSkipped(() => new EdgeConvContender(Require(model.TfLite), threads)),
            runtime is null ? null : OrSkipped(() => new OnnxRuntimeContender(runtime, Require(model.Onnx), threads)),
        ];
        IContender[] contenders = [.. loaded.OfType<IContender>()];
        if (contenders.Length > 0)
        {
            foreach (var contender in contenders)
                BuiltInInput.For(new ModelTensor(0, "", ElementType.UInt8, new Shape(contender.Input.Length), null, null), 1).CopyTo(contender.Input);
            Print(contenders, PeerRace.Measure(contenders, rounds));
        }

        foreach (var contender in contenders)
            contender.Dispose();
    }

    private static void Print(IContender[] contenders, RoundTimes times)
    {
        var table = WideConsole.Table("engine", ">median ms", ">min ms", ">p90 ms", $">time, as a multiple of {contenders[0].Name}'s", ">p10 to p90 of that", ">outputs that differ", ">by at most");
        for (var i = 0; i < contenders.Length; i++)
        {
            var (own, ratio, difference) = (times.Of(i), times.Ratios(i, 0), PeerRace.Difference(contenders[0].Output, contenders[i].Output));
            table.AddRow(
                new Text(contenders[i].Name),
                Number(own.Median, "F3"),
                Number(own.Min, "F3"),
                Number(own.Percentile(0.9), "F3"),
                Number(ratio.Median, "G3"),
                new Text(string.Create(CultureInfo.InvariantCulture, $"{ratio.Percentile(0.1):G3} to {ratio.Percentile(0.9):G3}")),
                new Text($"{difference.Count} of {contenders[i].Output.Length}"),
                new Text($"{difference.Largest}"));
        }

        WideConsole.Write(table);
    }

    private static Text Number(double value, string format) => new(value.ToString(format, CultureInfo.InvariantCulture));

    private static T? OrSkipped<T>(Func<T> load)
        where T : class
    {
        try
        {
            return load();
        }
        catch (PeerAbsentException reason)
        {
            Console.WriteLine($"  skipped: {reason.Message}.");
            return null;
        }
    }

    private static string Require(string file) => SharedModels.Find(file) ?? throw new PeerAbsentException($"../shared/models/{file} is absent");

    private static int[] Numbers(IEnumerable<string> texts, Action<string> refuse)
    {
        var numbers = new List<int>();
        foreach (var text in texts.SelectMany(text => text.Split(',')))
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1)
                numbers.Add(number);
            else
                refuse($"--threads: '{text}' is no number of threads; give numbers from 1, as in 1,2.");
        }

        return [.. numbers];
    }
}
