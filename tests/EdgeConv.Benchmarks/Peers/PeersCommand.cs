using System.CommandLine;
using EdgeConv.Benchmarks.Peers.Ncnn;
using EdgeConv.Benchmarks.Peers.OnnxRuntime;
using EdgeConv.Benchmarks.Races;

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
        var threads = RaceOptions.Threads();
        var rounds = RaceOptions.Rounds();
        var json = RaceOptions.Json();
        var onnxRuntime = new Option<string?>("--onnxruntime") { Description = $"ONNX Runtime's shared library. Default: what {OnnxRuntimeLibrary.Variable} says." };
        var ncnn = new Option<string?>("--ncnn") { Description = $"ncnn's shared library. Default: what {NcnnLibrary.Variable} says." };
        var ncnnModels = new Option<string?>("--ncnn-models") { Description = $"The folder benchmark/models of ncnn's sources. Default: what {NcnnLibrary.ModelsVariable} says." };
        var command = new RootCommand("EdgeConv beside other engines: ratio of times, round by round.") { models, threads, rounds, json, onnxRuntime, ncnn, ncnnModels };
        command.SetAction(result =>
        {
            var keys = result.GetValue(models);
            var engines = new Engines(
                result.GetValue(onnxRuntime) ?? Environment.GetEnvironmentVariable(OnnxRuntimeLibrary.Variable),
                result.GetValue(ncnn) ?? Environment.GetEnvironmentVariable(NcnnLibrary.Variable),
                result.GetValue(ncnnModels) ?? Environment.GetEnvironmentVariable(NcnnLibrary.ModelsVariable));
            var races = new RaceOutput(result.GetValue(json));
            foreach (var model in PeerModel.All.Where(model => keys is not { Length: > 0 } || keys.Contains(model.Key)))
            {
                foreach (var count in result.GetValue(threads)!)
                    races.Add(Race(model, count, result.GetValue(rounds), engines));
            }

            races.End();
        });
        return command;
    }

    private static RaceReport Race(PeerModel model, int threads, int rounds, Engines engines)
    {
        var absent = new List<string>();
        using var onnxRuntime = OrAbsent(() => OnnxRuntimeLibrary.Load(engines.OnnxRuntime), absent);
        using var ncnn = OrAbsent(() => NcnnLibrary.Load(engines.Ncnn), absent);
        IContender?[] loaded =
        [
            OrAbsent(() => new EdgeConvContender(Require(model.TfLite), threads), absent),
            onnxRuntime is null ? null : OrAbsent(() => new OnnxRuntimeContender(onnxRuntime, Require(model.Onnx), threads), absent),
            ncnn is null ? null : OrAbsent(() => new NcnnContender(ncnn, NcnnLibrary.Model(engines.NcnnModels, model.Ncnn), threads), absent),
        ];
        IContender[] contenders = [.. loaded.OfType<IContender>()];
        try
        {
            foreach (var contender in contenders.OfType<INetworkContender>())
                contender.FillInput();
            var subject = $"{model.Key}: {model.TfLite}";
            return contenders.Length == 0 ? new RaceReport(subject, threads, 0, [], [.. absent]) : RaceReport.Of(subject, threads, contenders, rounds, [.. absent]);
        }
        finally
        {
            foreach (var contender in contenders)
                contender.Dispose();
        }
    }

    private static T? OrAbsent<T>(Func<T> load, List<string> absent)
        where T : class
    {
        try
        {
            return load();
        }
        catch (PeerAbsentException reason)
        {
            absent.Add(reason.Message);
            return null;
        }
    }

    private static string Require(string file) => SharedModels.Find(file) ?? throw new PeerAbsentException($"../shared/models/{file} is absent");

    private sealed record Engines(string? OnnxRuntime, string? Ncnn, string? NcnnModels);
}
