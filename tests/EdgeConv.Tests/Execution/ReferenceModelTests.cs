using EdgeConv.Execution;
using EdgeConv.Formats.TfLite;
using EdgeConv.Host.Measurement;
using EdgeConv.Host.Verification;
using EdgeConv.Planning;

namespace EdgeConv.Tests.Execution;

/// <summary>Whole models against recorded runs of the TensorFlow Lite reference: every intermediate tensor, and the fused plan's outputs.</summary>
public class ReferenceModelTests
{
    public static TheoryData<string> Recorded
    {
        get
        {
            var folder = SharedFiles.Root is null ? null : Path.Combine(SharedFiles.Root, "golden", "reference", "tensors");
            var names = folder is null ? [] : Directory.GetFiles(folder, "*.txt").Select(path => Path.GetFileNameWithoutExtension(path)).Order().ToArray();
            return names.Length == 0 ? new TheoryData<string>("") : new TheoryData<string>(names);
        }
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Every_tensor_of_every_recorded_model_is_equal_bit_for_bit(string recorded)
    {
        var tensors = SharedFiles.Require("golden", "reference", "tensors", recorded + ".txt");
        var model = TfLiteReader.Load(SharedFiles.Require("models", ModelOf(recorded) + ".tflite"));
        var input = File.ReadAllBytes(SharedFiles.Require("golden", "reference", "inputs", recorded + ".bin"));
        var expected = File.ReadLines(tensors).Select(LayerRecord.Parse).OfType<LayerRecord>().ToArray();
        var actual = LayerTrace.Of(model, [input]);

        Assert.NotEmpty(expected);
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (theirs, ours) in expected.Zip(actual))
            Assert.Equal((theirs.Node, theirs.Operator, theirs.Tensor, theirs.Type, theirs.Shape, $"{theirs.Hash:x16}"), (ours.Node, ours.Operator, ours.Tensor, ours.Type, ours.Shape, $"{ours.Hash:x16}"));
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public void The_fused_plan_gives_the_recorded_output_at_any_number_of_threads_and_a_run_allocates_nothing(string recorded)
    {
        var input = File.ReadAllBytes(SharedFiles.Require("golden", "reference", "inputs", recorded + ".bin"));
        var outputs = SharedFiles.Require("golden", "reference", "outputs");
        var expected = new[] { "tflm-ref", "tflite-ref" }.Select(name => Path.Combine(outputs, $"{recorded}.{name}.bin")).First(File.Exists);
        using var plan = Planner.Plan(TfLiteReader.Load(SharedFiles.Require("models", ModelOf(recorded) + ".tflite")));
        foreach (var threads in (int[])[1, 2, 4])
        {
            using var pool = new WorkerPool(threads);
            using var session = new Session(plan, new SessionOptions { Pool = pool });
            input.CopyTo(session.Input());
            session.Run();
            Assert.Equal(File.ReadAllBytes(expected), session.Output().ToArray());

            Assert.Equal(0, LeastAllocated(session, pool));
            Assert.Equal(File.ReadAllBytes(expected), session.Output().ToArray());
        }
    }

    /// <summary>By all threads, of several runs: the first time a thread has to wait for another the runtime allocates what waiting needs, which is no cost of a run.</summary>
    private static long LeastAllocated(Session session, WorkerPool pool)
    {
        var meter = new AllocationMeter(pool);
        var least = long.MaxValue;
        for (var run = 0; run < 4 && least > 0; run++)
        {
            var before = meter.Read();
            session.Run();
            least = Math.Min(least, meter.Read() - before);
        }

        return least;
    }

    private static string ModelOf(string recorded) => recorded[..recorded.LastIndexOf('.')];
}
