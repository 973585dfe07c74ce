using System.IO.Compression;
using System.Runtime.InteropServices;
using EdgeConv.Execution;
using EdgeConv.Formats.TfLite;
using EdgeConv.Planning;
using EdgeConv.Tensors;

namespace EdgeConv.Tests.Golden;

/// <summary>Every operator against tflite-micro's reference kernels, through the whole way from file to output (see README.md beside this file).</summary>
public class OperatorGoldenTests
{
    private const float RelativeTolerance = 1e-5f;

    private static readonly Lazy<ILookup<string, (string Case, string File, byte[] Bytes)>> Archive = new(Read);

    public static TheoryData<string> Kinds => new(Archive.Value.Select(kind => kind.Key).Order());

    [Fact]
    public void There_are_eight_cases_of_each_of_55_kinds()
    {
        Assert.Equal(55, Archive.Value.Count);
        Assert.All(Archive.Value, kind => Assert.Equal(8, kind.Select(file => file.Case).Distinct().Count()));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_case_equals_the_reference_kernel(string kind)
    {
        foreach (var files in Archive.Value[kind].GroupBy(file => file.Case))
        {
            var bytes = files.ToDictionary(file => file.File, file => file.Bytes);
            using var plan = Planner.Plan(TfLiteReader.Read(bytes["model.tflite"]));
            using var session = new Session(plan);
            for (var i = 0; i < plan.Inputs.Length; i++)
                bytes[$"in{i}.bin"].CopyTo(session.Input(i));
            session.Run();
            AssertEqual(bytes["out0.bin"], session.Output(), plan.Model.Tensors[plan.Model.Outputs[0]].Type, files.Key);
        }
    }

    private static void AssertEqual(byte[] expected, ReadOnlySpan<byte> actual, ElementType type, string name)
    {
        Assert.Equal(expected.Length, actual.Length);
        if (type != ElementType.Float32)
        {
            Assert.True(actual.SequenceEqual(expected), $"{name}: element {actual.CommonPrefixLength(expected) / type.SizeInBytes()} is the first to differ");
            return;
        }

        var theirs = MemoryMarshal.Cast<byte, float>(expected);
        var ours = MemoryMarshal.Cast<byte, float>(actual);
        for (var i = 0; i < theirs.Length; i++)
            Assert.True(MathF.Abs(theirs[i] - ours[i]) <= RelativeTolerance * MathF.Max(1e-6f, MathF.Abs(theirs[i])), $"{name}: element {i} is {ours[i]}, the reference {theirs[i]}");
    }

    private static ILookup<string, (string Case, string File, byte[] Bytes)> Read()
    {
        using var zip = ZipFile.OpenRead(Path.Combine(AppContext.BaseDirectory, "Golden", "operators.zip"));
        return zip.Entries.Select(entry =>
        {
            using var stream = entry.Open();
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            var (name, file) = (entry.FullName.Split('/')[0], entry.Name);
            return (Kind: name[..name.LastIndexOf('_')], Case: name, File: file, Bytes: memory.ToArray());
        }).ToLookup(item => item.Kind, item => (item.Case, item.File, item.Bytes));
    }
}
