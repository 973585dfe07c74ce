using System.Buffers.Binary;
using System.IO.Compression;
using EdgeConv.Execution;
using EdgeConv.Formats.TfLite;
using EdgeConv.Models;
using EdgeConv.Planning;

namespace EdgeConv.Tests.Golden;

/// <summary>
/// Damaged models of every operator, all the way: what the reader lets through is planned, and what can be planned is run. Only named exceptions may come
/// out; a read or write outside a buffer would end the test program.
/// </summary>
public class DamagedOperatorTests
{
    private const int MutationsPerModel = 100;
    private const long MostMacs = 2_000_000;
    private static readonly PlanOptions Limits = new() { MaxArenaBytes = 1 << 22 };
    private static readonly int[] Extremes = [0, 1, -1, 2, 3, 4, 5, 7, 8, 127, 128, 255, 256, 65535, 65536, int.MaxValue, int.MinValue, 0x3F800000, 0x7F800000, 1 << 30];

    [Fact]
    public void A_damaged_file_is_refused_by_name_or_runs_inside_its_memory()
    {
        // The damage must be such that every stage is reached, or the test would prove nothing about it.
        var (reached, run) = RunAll(MutationsPerModel, (model, random) => TfLiteReader.Read(Damage(model.Bytes, random)));
        Assert.True(reached > 4000 && run > 4000, $"{reached} read, {run} run");
    }

    [Fact]
    public void A_distorted_model_is_refused_by_name_or_runs_inside_its_memory()
    {
        var (reached, run) = RunAll(MutationsPerModel, (model, random) => ModelDistortion.Of(TfLiteReader.Read(model.Bytes), random));
        Assert.True(reached > 40000 && run > 4000, $"{reached} read, {run} run");
    }

    private static (int Reached, int Run) RunAll(int mutations, Func<(string Name, byte[] Bytes), Random, Model> make)
    {
        var models = Models();
        var (reached, run) = (0, 0);
        for (var index = 0; index < models.Length; index++)
        {
            var random = new Random(index);
            for (var mutation = 0; mutation < mutations; mutation++)
            {
                try
                {
                    var model = make(models[index], random);
                    reached++;
                    using var plan = Planner.Plan(model, Limits);
                    if (plan.Macs > MostMacs)
                        continue;
                    using var session = new Session(plan);
                    for (var input = 0; input < plan.Inputs.Length; input++)
                        random.NextBytes(session.Input(input));
                    session.Run();
                    run++;
                }
                catch (Exception refusal) when (refusal is ModelFormatException or UnsupportedOperatorException or PlanException)
                {
                    Assert.NotEmpty(refusal.Message);
                }
                catch (Exception fault)
                {
                    Assert.Fail($"{models[index].Name}, seed {index}, mutation {mutation}: {fault}");
                }
            }
        }

        return (reached, run);
    }

    private static byte[] Damage(byte[] original, Random random)
    {
        var bytes = (byte[])original.Clone();
        for (var hits = random.Next(4) == 0 ? 2 : 1; hits > 0; hits--)
        {
            switch (random.Next(3))
            {
                case 0:
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(12);
                    break;
                default:
                    BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(random.Next(bytes.Length / 4 - 1) * 4), Extremes[random.Next(Extremes.Length)]);
                    break;
            }
        }

        return bytes;
    }

    private static (string Name, byte[] Bytes)[] Models()
    {
        using var zip = ZipFile.OpenRead(Path.Combine(AppContext.BaseDirectory, "Golden", "operators.zip"));
        return [.. zip.Entries.Where(entry => entry.Name == "model.tflite").Select(entry =>
        {
            using var stream = entry.Open();
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            return (entry.FullName, memory.ToArray());
        })];
    }
}
