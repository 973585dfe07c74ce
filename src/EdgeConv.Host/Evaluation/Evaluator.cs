using System.Runtime.ExceptionServices;
using EdgeConv.Host.Failures;
using EdgeConv.Vision;
using EdgeConv.Vision.Classification;
using Spectre.Console;

namespace EdgeConv.Host.Evaluation;

/// <summary>Classifies labelled pictures side by side and counts.</summary>
internal static class Evaluator
{
    /// <summary>The classes kept of each answer: the deepest figure reported is top-5.</summary>
    private const int Depth = 5;

    /// <summary>Evaluates all pictures, with a progress bar on standard error where that is a terminal.</summary>
    /// <exception cref="OperationCanceledException">Stopped by the user.</exception>
    public static EvaluationScore Run(ImageClassifier classifier, IReadOnlyList<LabelledPicture> pictures, int threads, CancellationToken stop)
    {
        var score = new EvaluationScore();
        if (Console.IsErrorRedirected)
        {
            Classify(classifier, pictures, threads, score, () => { }, stop);
            return score;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        console.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).Start(progress =>
        {
            var bar = progress.AddTask("evaluating", maxValue: pictures.Count);
            Classify(classifier, pictures, threads, score, () => bar.Value = score.Done, stop);
        });
        return score;
    }

    private static void Classify(ImageClassifier classifier, IReadOnlyList<LabelledPicture> pictures, int threads, EvaluationScore score, Action progressed, CancellationToken stop)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = stop };
        try
        {
            Parallel.ForEach(
                pictures,
                options,
                classifier.Fork,
                (picture, _, own) =>
                {
                    try
                    {
                        score.Add(picture.Class, own.Classify(picture.Path, Depth));
                    }
                    catch (Exception problem) when (problem is PictureFormatException or IOException or UnauthorizedAccessException)
                    {
                        Expected.Report(problem);
                        score.Skip();
                    }

                    progressed();
                    return own;
                },
                own => own.Dispose());
        }
        catch (AggregateException problems)
        {
            // Threads that fail side by side, as without libturbojpeg, fail alike.
            ExceptionDispatchInfo.Throw(problems.InnerExceptions[0]);
        }
    }
}
