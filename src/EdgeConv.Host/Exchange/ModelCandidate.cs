using System.Globalization;
using EdgeConv.Cpu;
using EdgeConv.Host.Configuration;
using EdgeConv.Host.Failures;
using EdgeConv.Host.Files;
using EdgeConv.Host.Running;
using EdgeConv.Planning;
using EdgeConv.Vision;
using EdgeConv.Vision.Classification;
using EdgeConv.Vision.Frames;

namespace EdgeConv.Host.Exchange;

/// <summary>Tries a model out before it may run: it is read and planned, its classes fit the labels and rules, and it gives probabilities for a grey picture in time.</summary>
internal static class ModelCandidate
{
    // Larger ones would leave nothing for the rest of a board of 512 MB.
    private const long MostMemory = 256L << 20;
    // No step is broken off, so that all together must be what the fastest core does in some seconds.
    private const long MostMacs = 20_000_000_000;
    private const int MostOperators = 4000;
    private const long MostFolded = 16L << 20;
    private const int GreyLevel = 128;
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(5);

    /// <summary>Tries a model.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">What it would run with.</param>
    /// <returns>What was read and tried.</returns>
    /// <exception cref="Exception">It may not run: one of those that <see cref="Expected.Is"/> knows, with the reason.</exception>
    public static LoadedModel Try(string path, RunSettings settings)
    {
        var model = ModelFile.Read(path);
        // Asked for before memory is taken; the sum can be twice as much at most.
        using var plan = Planner.Plan(model.Model, new PlanOptions { MaxArenaBytes = MostMemory, MaxConstantBytes = MostMemory, MaxOperators = MostOperators, MaxFoldedBytes = MostFolded });
        if (plan.ArenaBytes + plan.ScratchBytes * CpuTopology.Current.DefaultThreads + plan.ConstantBytes is > MostMemory and var bytes)
            throw new CommandException($"The model needs {bytes >> 20} MiB of memory; at most {MostMemory >> 20} MiB are given.");
        if (plan.Macs is > MostMacs and var macs)
            throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"The model multiplies {macs / 1e9:0.0} thousand million times for a picture; at most {MostMacs / 1e9:0} thousand million are given."));
        using var classifier = new ImageClassifier(plan, new ClassifierOptions
        {
            Labels = settings.Labels is { } labels ? LabelList.Load(labels) : null,
            Fit = settings.Fit,
            Filter = settings.Filter,
            Orientation = FrameOrientation.Of(settings.Rotate, settings.Mirror),
        });
        if (classifier.Labels.Count != 0 && classifier.Labels.Count != classifier.ClassCount)
            throw new CommandException($"The model has {classifier.ClassCount} classes, and there are {classifier.Labels.Count} labels ({settings.Labels ?? "in the model"}).");
        _ = RuleBinding.Bind(settings.Rules, classifier.Labels, classifier.ClassCount);

        var picture = new Picture(classifier.InputWidth, classifier.InputHeight);
        Array.Fill(picture.Pixels, (byte)GreyLevel);
        classifier.Fill(picture);
        classifier.Run(new TrialDeadline(MostTime, plan.Steps.Length));
        foreach (var score in classifier.Scores())
        {
            if (!float.IsFinite(score))
                throw new CommandException($"The model gives {score} where a probability should be.");
        }

        return model;
    }
}
