using Spectre.Console;

namespace EdgeConv.Host.Output;

/// <summary>Standard output for tables: plain text, wide enough that no row breaks. A table is worth more than a line break in a pipe or a narrow window.</summary>
internal static class WideConsole
{
    /// <summary>Writes a table.</summary>
    public static void Write(Table table)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(Console.Out) });
        console.Profile.Width = 240;
        console.Write(table);
    }

    /// <summary>A table with headings; a heading that starts with &gt; stands over numbers, set to the right.</summary>
    public static Table Table(params ReadOnlySpan<string> headings)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var heading in headings)
        {
            var isNumber = heading.StartsWith('>');
            table.AddColumn(new TableColumn(isNumber ? heading[1..] : heading) { Alignment = isNumber ? Justify.Right : Justify.Left, NoWrap = true });
        }

        return table;
    }
}
