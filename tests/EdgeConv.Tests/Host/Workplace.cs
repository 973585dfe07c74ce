using EdgeConv.Formats.TfLite;
using EdgeConv.Tests.Vision;
using EdgeConv.Vision;
using EdgeConv.Vision.Encoding;

namespace EdgeConv.Tests.Host;

/// <summary>A folder with a small labelled model and pictures for it, gone after the tests.</summary>
public sealed class Workplace : IDisposable
{
    public Workplace()
    {
        Model = Bytes("colours.tflite", TfLiteWriter.Write(ColourModel.Build()));
        Red = Colour("red.png", new Rgb(255, 0, 0));
        Green = Colour("green.png", new Rgb(0, 255, 0));
        Blue = Colour("blue.png", new Rgb(0, 0, 255));
    }

    /// <summary>The folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("edgeconv-").FullName;

    /// <summary>A classifier into red, green and blue that carries its labels.</summary>
    public string Model { get; }

    public string Red { get; }

    public string Green { get; }

    public string Blue { get; }

    public string At(params string[] parts) => Path.Combine([Folder, .. parts]);

    /// <summary>Writes a file, its folder included.</summary>
    public string Bytes(string name, params byte[] contents)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllBytes(At(name), contents);
        return At(name);
    }

    public string Lines(string name, params string[] lines) => Bytes(name, System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    /// <summary>Writes an 8x8 picture of one colour.</summary>
    public string Colour(string name, Rgb colour) => Bytes(name, PngEncoder.Encode(Pictures.Constant(8, 8, colour)));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
