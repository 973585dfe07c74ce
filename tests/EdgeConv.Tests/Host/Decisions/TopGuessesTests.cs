using EdgeConv.Host.Decisions;

namespace EdgeConv.Tests.Host.Decisions;

public class TopGuessesTests
{
    [Fact]
    public void The_best_come_first_and_of_equal_ones_the_lower_class()
    {
        var random = new Random(2);
        for (var round = 0; round < 2000; round++)
        {
            var scores = Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.Next(8) / 8f).ToArray();
            var guesses = new Guess[random.Next(1, 10)];
            var threshold = random.Next(8) / 8f;
            var count = TopGuesses.Pick(scores, threshold, guesses);
            var expected = scores.Select((score, index) => new Guess(index, score)).Where(guess => guess.Score >= threshold).OrderByDescending(guess => guess.Score).ThenBy(guess => guess.Class).Take(guesses.Length);
            Assert.Equal(expected, guesses[..count]);
        }
    }

    [Fact]
    public void What_is_no_number_is_no_guess()
    {
        var guesses = new Guess[2];
        Assert.Equal(1, TopGuesses.Pick([float.NaN, 0.5f], 0, guesses));
        Assert.Equal(new Guess(1, 0.5f), guesses[0]);
    }
}
