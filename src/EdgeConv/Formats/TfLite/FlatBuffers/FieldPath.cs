using System.Globalization;
using System.Text;

namespace EdgeConv.Formats.TfLite.FlatBuffers;

/// <summary>Where a table stands in its file. A chain of names, made into text only when a fault is reported.</summary>
internal sealed class FieldPath
{
    private readonly FieldPath? _parent;
    private readonly string _name;
    private readonly int _index;

    /// <summary>Starts a path at the root of a buffer.</summary>
    /// <param name="name">What stands before every field; empty for the file itself.</param>
    /// <param name="allowance">What reading this buffer may cost.</param>
    public FieldPath(string name, ReadAllowance allowance)
        : this(null, name, -1, allowance)
    {
    }

    /// <summary>Extends a path by a field, or by an element of a vector when <paramref name="index"/> is not negative.</summary>
    public FieldPath(FieldPath parent, string name, int index = -1)
        : this(parent, name, index, parent.Allowance)
    {
    }

    private FieldPath(FieldPath? parent, string name, int index, ReadAllowance allowance)
    {
        _parent = parent;
        _name = name;
        _index = index;
        Allowance = allowance;
    }

    /// <summary>What reading this buffer may still cost.</summary>
    public ReadAllowance Allowance { get; }

    /// <summary>The path of a field of this table, as in <c>subgraphs[0].operators[12].inputs[1]</c>.</summary>
    public string Of(string name, int index = -1)
    {
        var text = new StringBuilder();
        AppendTo(text);
        Append(text, name, index);
        return text.Length == 0 ? "root" : text.ToString();
    }

    private void AppendTo(StringBuilder text)
    {
        _parent?.AppendTo(text);
        Append(text, _name, _index);
    }

    private static void Append(StringBuilder text, string name, int index)
    {
        if (name.Length == 0)
            return;
        if (text.Length > 0)
            text.Append('.');
        text.Append(name);
        if (index >= 0)
            text.Append(CultureInfo.InvariantCulture, $"[{index}]");
    }
}
