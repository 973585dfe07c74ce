using System.Collections.Immutable;
using EdgeConv.Host.Failures;
using EdgeConv.Models;

namespace EdgeConv.Host.Verification;

/// <summary>
/// Results recorded by another implementation or machine, for one model and one set of inputs. In a folder: <c>inputs/MODEL.CASE.bin</c> (all inputs one
/// after the other) and <c>tensors/MODEL.CASE.txt</c> (a <see cref="LayerRecord"/> a line).
/// </summary>
/// <param name="Case">What the inputs are called.</param>
/// <param name="Inputs">The bytes of each input.</param>
/// <param name="Layers">The recorded results.</param>
internal sealed record Reference(string Case, ImmutableArray<byte[]> Inputs, ImmutableArray<LayerRecord> Layers)
{
    /// <summary>All cases a folder has for a model.</summary>
    /// <exception cref="CommandException">The folder has none, or what it has does not fit the model.</exception>
    public static IReadOnlyList<Reference> Load(string folder, string modelPath, Model model)
    {
        var name = Path.GetFileNameWithoutExtension(modelPath);
        var tensors = Path.Combine(folder, "tensors");
        var files = Directory.Exists(tensors) ? Directory.GetFiles(tensors, "*.txt").Where(file => CaseOf(file, name) is not null).Order(StringComparer.Ordinal).ToArray() : [];
        if (files.Length == 0)
            throw new CommandException($"{folder}: nothing recorded for {name} (no tensors/{name}.CASE.txt). Record one on a machine you trust: edgeconv verify {modelPath} --record {folder}");
        return [.. files.Select(file => LoadCase(folder, name, file, model))];
    }

    /// <summary>Writes this case into a folder.</summary>
    public void Save(string folder, string modelPath)
    {
        var name = Path.GetFileNameWithoutExtension(modelPath);
        Directory.CreateDirectory(Path.Combine(folder, "inputs"));
        Directory.CreateDirectory(Path.Combine(folder, "tensors"));
        File.WriteAllBytes(Path.Combine(folder, "inputs", $"{name}.{Case}.bin"), [.. Inputs.SelectMany(input => input)]);
        File.WriteAllLines(Path.Combine(folder, "tensors", $"{name}.{Case}.txt"), Layers.Select(layer => layer.ToString()));
    }

    private static Reference LoadCase(string folder, string name, string file, Model model)
    {
        var caseName = CaseOf(file, name)!;
        var inputFile = Path.Combine(folder, "inputs", $"{name}.{caseName}.bin");
        if (!File.Exists(inputFile))
            throw new CommandException($"{inputFile}: missing; it should hold the input bytes that {file} was recorded with.");
        var bytes = File.ReadAllBytes(inputFile);
        var expected = model.InputTensors.Sum(tensor => (long)tensor.ByteCount);
        if (bytes.Length != expected)
            throw new CommandException($"{inputFile}: {bytes.Length} bytes, but the model's inputs are {expected} bytes.");
        var layers = File.ReadLines(file).Select(LayerRecord.Parse).OfType<LayerRecord>().ToImmutableArray();
        if (layers.IsEmpty)
            throw new CommandException($"{file}: no line of the form node=0 op=CONV_2D tensor=58 … fnv64=….");
        return new Reference(caseName, Split(bytes, model), layers);
    }

    // A case has no dot: m.v2.lcg.txt is case lcg of model m.v2, not case v2.lcg of model m.
    private static string? CaseOf(string file, string model)
    {
        var recorded = Path.GetFileNameWithoutExtension(file);
        var dot = recorded.LastIndexOf('.');
        return dot > 0 && recorded.AsSpan(0, dot).SequenceEqual(model) ? recorded[(dot + 1)..] : null;
    }

    private static ImmutableArray<byte[]> Split(byte[] bytes, Model model)
    {
        var parts = ImmutableArray.CreateBuilder<byte[]>();
        var start = 0;
        foreach (var tensor in model.InputTensors)
        {
            parts.Add(bytes[start..(start + tensor.ByteCount)]);
            start += tensor.ByteCount;
        }

        return parts.ToImmutable();
    }
}
