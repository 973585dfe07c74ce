namespace EdgeConv.Vision.Classification;

/// <summary>Class scores at every place of a picture.</summary>
public sealed class DenseMap
{
    private readonly float[] _scores;

    internal DenseMap(int rows, int columns, int classCount, float[] scores, LabelList labels)
    {
        Rows = rows;
        Columns = columns;
        ClassCount = classCount;
        _scores = scores;
        Labels = labels;
    }

    /// <summary>Places from top to bottom.</summary>
    public int Rows { get; }

    /// <summary>Places from left to right.</summary>
    public int Columns { get; }

    /// <summary>Classes scored at each place.</summary>
    public int ClassCount { get; }

    /// <summary>What the classes are called.</summary>
    public LabelList Labels { get; }

    /// <summary>The probabilities at a place, one a class.</summary>
    public ReadOnlySpan<float> At(int row, int column)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Columns, nameof(column));
        return _scores.AsSpan((row * Columns + column) * ClassCount, ClassCount);
    }

    /// <summary>The best classes at a place.</summary>
    public ImageClassification ClassificationAt(int row, int column, int top = 1) => ImageClassification.From(At(row, column), Labels, top);

    /// <summary>The best classes of the whole picture: each class counts with its best place.</summary>
    public ImageClassification Overall(int top = 5)
    {
        var best = new float[ClassCount];
        for (var i = 0; i < _scores.Length; i++)
            best[i % ClassCount] = Math.Max(best[i % ClassCount], _scores[i]);
        return ImageClassification.From(best, Labels, top);
    }
}
