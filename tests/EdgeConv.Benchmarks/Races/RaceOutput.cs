namespace EdgeConv.Benchmarks.Races;

/// <summary>Prints races: as text when each is over, or all together as JSON.</summary>
/// <param name="asJson">Whether as JSON.</param>
internal sealed class RaceOutput(bool asJson)
{
    private readonly List<RaceReport> _races = [];

    /// <summary>A race is over.</summary>
    public void Add(RaceReport race)
    {
        _races.Add(race);
        if (!asJson)
            RaceText.Print(race);
    }

    /// <summary>All races are over.</summary>
    public void End()
    {
        if (asJson)
            Console.WriteLine(RaceJson.Of(_races));
    }
}
