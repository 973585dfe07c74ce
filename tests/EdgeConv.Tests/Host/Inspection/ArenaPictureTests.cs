using EdgeConv.Host.Inspection;
using EdgeConv.Planning;

namespace EdgeConv.Tests.Host.Inspection;

public class ArenaPictureTests
{
    [Fact]
    public void Every_step_has_a_column_in_which_its_buffers_stand()
    {
        using var plan = Planner.Plan(ColourModel.Build());
        using var text = new StringWriter { NewLine = "\n" };
        ArenaPicture.Print(plan, text);
        var lines = text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal($"Arena, {plan.Steps.Length} steps from left to right, {plan.ArenaBytes} bytes from top to bottom (a letter is a buffer, . is free):", lines[0]);
        var rows = lines[1..];
        Assert.Equal(16, rows.Length);
        var columns = rows.Select(row => row[(row.IndexOf("KiB  ", StringComparison.Ordinal) + 5)..]).ToArray();
        Assert.All(columns, row => Assert.Equal(plan.Steps.Length, row.Length));
        Assert.All(Enumerable.Range(0, plan.Steps.Length), step => Assert.Contains(columns, row => row[step] != '.'));
    }
}
