namespace EdgeConv.Formats.TfLite.Operators;

/// <summary>How many tensors an operator takes or makes.</summary>
/// <param name="Least">At least so many.</param>
/// <param name="Most">At most so many.</param>
internal readonly record struct Arity(int Least, int Most)
{
    /// <summary>Exactly <paramref name="count"/>.</summary>
    public static implicit operator Arity(int count) => new(count, count);

    /// <summary><paramref name="least"/> or more.</summary>
    public static Arity AtLeast(int least) => new(least, int.MaxValue);

    /// <inheritdoc/>
    public override string ToString() => this switch
    {
        (var least, int.MaxValue) => $"at least {least}",
        var (least, most) when least == most => $"{least}",
        var (least, most) => $"{least} to {most}",
    };
}
