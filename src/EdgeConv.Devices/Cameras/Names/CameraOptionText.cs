using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using EdgeConv.Devices.Cameras.V4l2;

namespace EdgeConv.Devices.Cameras.Names;

/// <summary>The options behind a camera's place, as text.</summary>
internal sealed partial class CameraOptionText
{
    public const string Size = "size";
    public const string Rate = "fps";
    public const string Format = "format";
    public const string Repeat = "repeat";
    public const string Control = "control.";

    private readonly ImmutableArray<(string Name, string Value)> _options;

    private CameraOptionText(ImmutableArray<(string Name, string Value)> options) => _options = options;

    /// <summary>Parts a name into the place and the options. Commas and equal signs of paths and addresses stay where they are.</summary>
    public static (string Place, CameraOptionText Options) Split(string text)
    {
        if (Path.Exists(text))
            return (text, new CameraOptionText([]));
        var parts = text.Split(',');
        var first = parts.Length;
        while (first > 1 && Known().IsMatch(parts[first - 1]))
            first--;
        return (string.Join(',', parts[..first]), new CameraOptionText([.. parts[first..].Select(part => (part[..part.IndexOf('=', StringComparison.Ordinal)], part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..]))]));
    }

    /// <summary>What looks like an option at the end of a name and is none; null: there is nothing of the kind.</summary>
    public static string? UnknownOption(string text) =>
        text.Split(',').Skip(1).FirstOrDefault(part => part.Contains('=', StringComparison.Ordinal) && !Known().IsMatch(part)) is { } part ? part[..part.IndexOf('=', StringComparison.Ordinal)] : null;

    /// <inheritdoc/>
    public override string ToString() => string.Concat(_options.Select(option => $",{option.Name}={option.Value}"));

    /// <summary>The options, of which a camera takes some.</summary>
    /// <exception cref="CameraException">There is one that it does not take, or a value is wrong.</exception>
    public CameraOptions Only(string place, params ReadOnlySpan<string> taken)
    {
        place = AddressSecrets.HideInPlace(place);
        var options = CameraOptions.None;
        foreach (var (name, value) in _options)
        {
            var kind = name.StartsWith(Control, StringComparison.Ordinal) ? Control : name;
            if (!taken.Contains(kind))
                throw new CameraException($"{place}: this kind of camera takes no {name}=. It takes {string.Join(", ", taken.ToArray().Select(Example))}.");
            options = kind switch
            {
                Size => options with { Size = CameraNames.Size(place, value) },
                Rate => options with { FramesPerSecond = CameraNames.Rate(place, value) },
                Format when PixelFormatNames.Parse(value) is null && VideoPixels.Of(value) is not null => options with { Pixels = null, DriverFormat = value },
                Format => options with { Pixels = CameraNames.Pixels(place, value), DriverFormat = null },
                Repeat => options with { Repeats = IsYes(place, value) },
                _ => options with { Controls = options.Controls.SetItem(name[Control.Length..], Whole(place, name, value)) },
            };
        }

        return options;
    }

    private static string Example(string kind) => kind switch
    {
        Size => "size=640x480",
        Rate => "fps=30",
        Format => "format=yuyv",
        Repeat => "repeat=yes",
        _ => "control.brightness=10",
    };

    private static bool IsYes(string place, string value) => value switch
    {
        "yes" => true,
        "no" => false,
        _ => throw new CameraException($"{place}: repeat is yes or no, not {value}."),
    };

    private static long Whole(string place, string name, string value) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new CameraException($"{place}: {name} takes a whole number, not {value}. Menus are set by their entry's number, switches by 0 and 1.");

    [GeneratedRegex(@"^(size|fps|format|repeat|control\.[a-z0-9_]+)=", RegexOptions.CultureInvariant)]
    private static partial Regex Known();
}
