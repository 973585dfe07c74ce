using System.Globalization;
using EdgeConv.Planning;

namespace EdgeConv.Host.Inspection;

/// <summary>Draws which bytes of the arena are in use at which step: time runs to the right, addresses downwards, each buffer has a letter.</summary>
internal static class ArenaPicture
{
    private const int MaxColumns = 96;
    private const int Rows = 16;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Writes the picture.</summary>
    public static void Print(Plan plan, TextWriter output)
    {
        var buffers = plan.Buffers.Where(buffer => buffer.Kind != SlotKind.Constant && buffer.Bytes > 0).ToArray();
        if (plan.Steps.IsEmpty || plan.ArenaBytes == 0)
            return;
        var columns = Math.Min(MaxColumns, plan.Steps.Length);
        output.WriteLine($"Arena, {plan.Steps.Length} steps from left to right, {plan.ArenaBytes} bytes from top to bottom (a letter is a buffer, . is free):");
        for (var row = 0; row < Rows; row++)
        {
            var middle = (2L * row + 1) * plan.ArenaBytes / (2 * Rows);
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{row * plan.ArenaBytes / Rows / 1024.0,9:F1} KiB  "));
            for (var column = 0; column < columns; column++)
            {
                var step = (int)((2L * column + 1) * plan.Steps.Length / (2 * columns));
                var owner = Array.FindIndex(buffers, buffer => buffer.FirstStep <= step && step <= buffer.LastStep && buffer.Offset <= middle && middle < buffer.Offset + buffer.Bytes);
                output.Write(owner < 0 ? '.' : Letters[owner % Letters.Length]);
            }

            output.WriteLine();
        }
    }
}
