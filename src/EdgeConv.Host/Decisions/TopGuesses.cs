namespace EdgeConv.Host.Decisions;

/// <summary>Picks the best classes of a frame.</summary>
internal static class TopGuesses
{
    /// <summary>Writes the classes with the highest scores, the best first; of equal ones the lower class first.</summary>
    /// <param name="scores">One a class.</param>
    /// <param name="threshold">Classes with less are left out.</param>
    /// <param name="guesses">Takes as many as it has room for.</param>
    /// <returns>How many were written.</returns>
    public static int Pick(ReadOnlySpan<float> scores, float threshold, Span<Guess> guesses)
    {
        var count = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            var score = scores[i];
            if (!(score >= threshold) || (count == guesses.Length && (count == 0 || score <= guesses[count - 1].Score)))
                continue;
            var place = count < guesses.Length ? count++ : count - 1;
            for (; place > 0 && guesses[place - 1].Score < score; place--)
                guesses[place] = guesses[place - 1];
            guesses[place] = new Guess(i, score);
        }

        return count;
    }
}
