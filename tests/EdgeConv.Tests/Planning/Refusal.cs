using EdgeConv.Models;
using EdgeConv.Planning;

namespace EdgeConv.Tests.Planning;

/// <summary>Models that must not be planned, each under the exact message that says why.</summary>
public static class Refusal
{
    /// <summary>The messages, as rows of a theory.</summary>
    public static TheoryData<string> Rows(IReadOnlyDictionary<string, Model> models) => new(models.Keys);

    /// <summary>Asserts that planning ends with exactly the message: a misfit names a field of the file, a form that cannot be run its operator.</summary>
    public static void Check(Model model, string message)
    {
        var refusal = Record.Exception(() => Planner.Plan(model).Dispose());

        Assert.Equal(message, refusal?.Message);
        Assert.IsType(message.StartsWith("subgraphs", StringComparison.Ordinal) ? typeof(ModelFormatException) : typeof(UnsupportedOperatorException), refusal);
    }
}
