using System.Text.Json;

namespace EdgeConv.Tests.Kernels;

/// <summary>One golden vector of CMSIS-NN, which promises the bytes of the TensorFlow Lite reference kernels.</summary>
public sealed class CmsisCase
{
    private readonly JsonElement _root;

    private CmsisCase(JsonElement root) => _root = root;

    /// <summary>The file names of all cases of a CMSIS-NN function (<c>convolve_s8</c>), for a theory; one empty name where ../shared is absent.</summary>
    public static TheoryData<string> Of(params string[] functions)
    {
        var folder = SharedFiles.Root is null ? null : Path.Combine(SharedFiles.Root, "golden", "cmsis-nn");
        var names = folder is null
            ? []
            : functions.SelectMany(function => Directory.GetFiles(folder, function + "__*.json")).Select(path => Path.GetFileName(path)!).Order().ToArray();
        return names.Length == 0 ? new TheoryData<string>("") : new TheoryData<string>(names);
    }

    /// <summary>Reads a case; skips the running test where ../shared is absent.</summary>
    public static CmsisCase Load(string fileName)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Require("golden", "cmsis-nn", fileName)));
        return new CmsisCase(document.RootElement.Clone());
    }

    /// <summary>An integer of the configuration, or a default when it is not there.</summary>
    public int this[string name, int? otherwise = null] =>
        _root.GetProperty("config").TryGetProperty(name, out var value) ? value.GetInt32() : otherwise ?? throw new KeyNotFoundException(name);

    /// <summary>A text of the configuration.</summary>
    public string Text(string name) => _root.GetProperty("config").GetProperty(name).GetString()!;

    /// <summary>Whether an array is there.</summary>
    public bool Has(string array) => _root.GetProperty("arrays").TryGetProperty(array, out _);

    /// <summary>An int8 array, as bytes.</summary>
    public byte[] Bytes(string array) => [.. Values(array).Select(value => (byte)value.GetSByte())];

    /// <summary>An int8 array.</summary>
    public sbyte[] Int8(string array) => [.. Values(array).Select(value => value.GetSByte())];

    /// <summary>An array of 32-bit values.</summary>
    public int[] Int32(string array) => [.. Values(array).Select(value => value.GetInt32())];

    private JsonElement.ArrayEnumerator Values(string array) => _root.GetProperty("arrays").GetProperty(array).GetProperty("data").EnumerateArray();
}
