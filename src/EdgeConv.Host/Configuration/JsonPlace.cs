using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace EdgeConv.Host.Configuration;

/// <summary>A JSON value that knows where in its file it stands.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1, in bytes.</param>
internal abstract record JsonPlace(int Line, int Column)
{
    /// <summary>What it is, for messages.</summary>
    public abstract string Kind { get; }

    /// <summary>Reads a file. Comments and commas behind the last item are allowed.</summary>
    /// <exception cref="JsonException">It is no JSON; line and position are those of the exception.</exception>
    public static JsonPlace Read(ReadOnlySpan<byte> file)
    {
        var mark = Encoding.UTF8.Preamble;
        if (file.StartsWith(mark))
            file = file[mark.Length..];
        var reader = new Utf8JsonReader(file, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 16 });
        reader.Read();
        var value = Value(ref reader, file);
        reader.Read();
        return value;
    }

    private static JsonPlace Value(ref Utf8JsonReader reader, ReadOnlySpan<byte> file)
    {
        var (line, column) = Place(in reader, file);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = ImmutableArray.CreateBuilder<JsonMember>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var (nameLine, nameColumn) = Place(in reader, file);
                    var name = TextOf(in reader, file);
                    reader.Read();
                    members.Add(new JsonMember(name, nameLine, nameColumn, Value(ref reader, file)));
                }

                return new JsonSection(line, column, members.ToImmutable());
            case JsonTokenType.StartArray:
                var items = ImmutableArray.CreateBuilder<JsonPlace>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    items.Add(Value(ref reader, file));
                return new JsonItems(line, column, items.ToImmutable());
            case JsonTokenType.String:
                return new JsonWord(line, column, TextOf(in reader, file));
            case JsonTokenType.Number:
                return new JsonNumber(line, column, reader.GetDouble());
            case JsonTokenType.True or JsonTokenType.False:
                return new JsonFlag(line, column, reader.GetBoolean());
            default:
                return new JsonNothing(line, column);
        }
    }

    private static string TextOf(in Utf8JsonReader reader, ReadOnlySpan<byte> file)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException problem)
        {
            var (line, column) = Place(in reader, file);
            throw new JsonException("the text is not UTF-8, or has half of a pair of \\u escapes.", null, line - 1, column - 1, problem);
        }
    }

    private static (int Line, int Column) Place(in Utf8JsonReader reader, ReadOnlySpan<byte> file)
    {
        var before = file[..(int)reader.TokenStartIndex];
        return (before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
    }
}

/// <summary>A named value of an object.</summary>
/// <param name="Name">The name.</param>
/// <param name="Line">Where the name stands.</param>
/// <param name="Column">Where the name stands.</param>
/// <param name="Value">The value.</param>
internal sealed record JsonMember(string Name, int Line, int Column, JsonPlace Value);

/// <summary>An object.</summary>
internal sealed record JsonSection(int Line, int Column, ImmutableArray<JsonMember> Members) : JsonPlace(Line, Column)
{
    /// <inheritdoc/>
    public override string Kind => "a group of settings";
}

/// <summary>An array.</summary>
internal sealed record JsonItems(int Line, int Column, ImmutableArray<JsonPlace> Items) : JsonPlace(Line, Column)
{
    /// <inheritdoc/>
    public override string Kind => "a list";
}

/// <summary>A text.</summary>
internal sealed record JsonWord(int Line, int Column, string Text) : JsonPlace(Line, Column)
{
    /// <inheritdoc/>
    /// <remarks>What stands before an @ may be a password, which is not to be repeated.</remarks>
    public override string Kind => Text.Contains('@', StringComparison.Ordinal) ? "a text with an @" : $"\"{Text}\"";
}

/// <summary>A number.</summary>
internal sealed record JsonNumber(int Line, int Column, double Value) : JsonPlace(Line, Column)
{
    /// <inheritdoc/>
    public override string Kind => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Value}");
}

/// <summary>True or false.</summary>
internal sealed record JsonFlag(int Line, int Column, bool Value) : JsonPlace(Line, Column)
{
    /// <inheritdoc/>
    public override string Kind => Value ? "true" : "false";
}

/// <summary>Null.</summary>
internal sealed record JsonNothing(int Line, int Column) : JsonPlace(Line, Column)
{
    /// <inheritdoc/>
    public override string Kind => "null";
}
