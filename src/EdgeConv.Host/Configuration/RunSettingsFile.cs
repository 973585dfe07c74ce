using System.Text.Json;
using EdgeConv.Devices.Cameras;
using EdgeConv.Devices.Cameras.Names;
using EdgeConv.Devices.Gpio;
using EdgeConv.Host.Failures;
using EdgeConv.Vision.Resizing;

namespace EdgeConv.Host.Configuration;

/// <summary>Reads <see cref="RunSettings"/> from a file, usually <c>edgeconv.json</c>. Paths in it are relative to its folder.</summary>
internal static class RunSettingsFile
{
    private const int MostBytes = 64 << 10;

    /// <summary>More lines than any chip has, and more chips than any board.</summary>
    private const int MostLines = 1023;

    /// <summary>Reads a file.</summary>
    /// <exception cref="ConfigurationException">It is no configuration; all problems are told.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static RunSettings Load(string path)
    {
        if (Directory.Exists(path))
            throw new IOException($"{path}: this is a folder; a configuration is a file of JSON. `edgeconv run --help` shows how to go without one.");
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path}: there is no such configuration. Check the spelling and the current folder.", path);
        // Counted while reading: a pipe or a device does not tell its length, and may have no end.
        using var file = File.OpenRead(path);
        var bytes = new byte[MostBytes + 1];
        var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length <= MostBytes ? Parse(path, bytes.AsSpan(0, length)) : throw new IOException($"{path}: more than {MostBytes >> 10} KiB are too much for a configuration.");
    }

    /// <summary>Reads the contents of a file.</summary>
    /// <param name="path">The file, for messages and for the paths in it.</param>
    /// <param name="contents">UTF-8.</param>
    /// <exception cref="ConfigurationException">It is no configuration; all problems are told.</exception>
    public static RunSettings Parse(string path, ReadOnlySpan<byte> contents)
    {
        JsonPlace root;
        try
        {
            root = JsonPlace.Read(contents);
        }
        catch (JsonException problem)
        {
            throw new ConfigurationException(path, [new ConfigurationProblem((int)(problem.LineNumber ?? 0) + 1, (int)(problem.BytePositionInLine ?? 0) + 1, "", $"this is no JSON: {problem.Message}")]);
        }

        var problems = new List<ConfigurationProblem>();
        var settings = Read(SettingsReader.Of(root, problems), Path.GetDirectoryName(Path.GetFullPath(path))!);
        return problems.Count == 0 ? settings : throw new ConfigurationException(path, [.. problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)]);
    }

    private static RunSettings Read(SettingsReader file, string folder)
    {
        var defaults = RunSettings.Default;
        var (camera, model, decision, check, output) = (file.Section("camera"), file.Section("model"), file.Section("decision"), file.Section("pictureCheck"), file.Section("output"));
        var settings = new RunSettings
        {
            Camera = CameraOf(camera, defaults.Camera),
            Rotate = RotationOf(camera, defaults.Rotate),
            Mirror = camera.Flag("mirror", defaults.Mirror),
            Fit = camera.Choice("fit", defaults.Fit, ("crop", FitMode.Crop), ("letterbox", FitMode.Letterbox), ("stretch", FitMode.Stretch)),
            Filter = camera.Choice("filter", defaults.Filter, ("area", ResizeFilter.Area), ("triangle", ResizeFilter.Triangle), ("bilinear", ResizeFilter.Bilinear), ("bilinear-legacy", ResizeFilter.BilinearLegacy)),
            Model = Located(model.Text("file"), folder),
            Labels = Located(model.Text("labels"), folder),
            Top = decision.Whole("top", defaults.Top, 1, 100),
            Threshold = (float)decision.Number("threshold", defaults.Threshold, 0, 1),
            SmoothedFrames = decision.Whole("smoothedFrames", defaults.SmoothedFrames, 1, 1000),
            CheckEvery = CheckOf(check, defaults.CheckEvery!.Value),
            Rules = [.. RulesOf(file)],
            Display = DisplaySection.Read(file),
            Mqtt = MqttSection.Read(file, folder),
            Output = output.Choice("format", defaults.Output, ("text", OutputKind.Text), ("json", OutputKind.Json), ("none", OutputKind.None)),
            Pace = output.Choice("decisions", defaults.Pace, ("changes", DecisionPace.Changes), ("all", DecisionPace.Frames)),
            Web = WebSection.Read(file, folder),
        };
        foreach (var section in new[] { camera, model, decision, check, output, file })
            section.RefuseOthers();
        return settings;
    }

    private static int RotationOf(SettingsReader camera, int otherwise)
    {
        var degrees = camera.Whole("rotate", otherwise, 0, 270);
        if (degrees % 90 != 0)
            camera.Refuse("rotate", "must be 0, 90, 180 or 270 degrees, clockwise.");
        return degrees % 90 == 0 ? degrees : otherwise;
    }

    private static string CameraOf(SettingsReader camera, string otherwise)
    {
        if (camera.Text("source") is not { } source)
            return otherwise;
        try
        {
            CameraNames.Parse(source);
        }
        catch (CameraException problem)
        {
            camera.Refuse("source", problem.Message);
        }

        return source;
    }

    private static TimeSpan? CheckOf(SettingsReader check, TimeSpan otherwise)
    {
        var every = check.Time("every", otherwise, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(24));
        return check.Flag("enabled", true) ? every : null;
    }

    private static IEnumerable<RuleSettings> RulesOf(SettingsReader file)
    {
        var names = new HashSet<string>();
        var taken = new List<LineAction>();
        foreach (var rule in file.Sections("rules"))
        {
            var name = rule.RequiredText("name");
            if (name.Length > 0 && !names.Add(name))
                rule.Refuse("name", $"there is another rule \"{name}\".");
            if (!rule.Has("labels"))
                rule.Refuse("labels", "is missing: which classes does the rule look at?");
            var atLeast = (float)rule.Number("atLeast", 0.5, 0, 1);
            var releaseBelow = (float)rule.Number("releaseBelow", atLeast, 0, 1);
            if (releaseBelow > atLeast)
                rule.Refuse("releaseBelow", "is above atLeast: the rule would end in the frame it begins in.");
            yield return new RuleSettings(
                name,
                rule.Texts("labels"),
                atLeast,
                rule.Whole("frames", 1, 1, 1000),
                releaseBelow,
                rule.Time("hold", TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromHours(24)))
            {
                Lines = [.. LinesOf(rule, taken)],
            };
            rule.RefuseOthers();
        }
    }

    private static IEnumerable<LineAction> LinesOf(SettingsReader rule, List<LineAction> taken)
    {
        foreach (var action in rule.Sections("actions"))
        {
            if (!action.Has("line"))
                action.Refuse("line", "is missing: which line is switched?");
            var line = new OutputLineName(action.Whole("line", 0, 0, MostLines), action.Has("chip") ? action.Whole("chip", 0, 0, MostLines) : null);
            var switched = new LineAction(line, action.Flag("activeLow", false));
            if (taken.Any(other => other.Line == line && other.ActiveLow != switched.ActiveLow))
                action.Refuse("activeLow", $"{line} is active at the other level in another action.");
            // On which chip the header is, is known on the board alone: the two may be one line, and would fight over it.
            if (taken.Any(other => other.Line.Number == line.Number && other.Line.Chip is null != line.Chip is null))
                action.Refuse("line", $"line {line.Number} is named with its chip in one action and without in another, and may be the same: name the chip in both, or in none.");
            taken.Add(switched);
            yield return switched;
            action.RefuseOthers();
        }
    }

    private static string? Located(string? path, string folder) => path is null ? null : Path.Combine(folder, path);
}
