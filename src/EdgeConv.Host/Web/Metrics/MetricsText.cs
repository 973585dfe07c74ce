using System.Globalization;
using System.Text;

namespace EdgeConv.Host.Web.Metrics;

/// <summary>Writes figures as Prometheus reads them: text format 0.0.4.</summary>
internal sealed class MetricsText
{
    /// <summary>What a response says it is.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();
    private string _name = "";

    /// <summary>Begins a family of figures.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type"><c>counter</c>, <c>gauge</c> or <c>histogram</c>.</param>
    /// <param name="help">A sentence on it.</param>
    public MetricsText Family(string name, string type, string help)
    {
        _name = name;
        _text.Append("# HELP ").Append(name).Append(' ');
        Escape(help, isLabel: false);
        _text.Append("\n# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        return this;
    }

    /// <summary>Adds a figure to the family.</summary>
    public MetricsText Add(double value, params ReadOnlySpan<(string Name, string Value)> labels) => Add("", value, labels);

    /// <summary>Adds a figure whose name goes on after the family's.</summary>
    public MetricsText Add(string suffix, double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        _text.Append(_name).Append(suffix);
        for (var i = 0; i < labels.Length; i++)
        {
            _text.Append(i == 0 ? '{' : ',').Append(labels[i].Name).Append("=\"");
            Escape(labels[i].Value, isLabel: true);
            _text.Append('"');
        }

        _text.Append(labels.IsEmpty ? " " : "} ").Append(NumberText(value)).Append('\n');
        return this;
    }

    /// <summary>A number as the format has it.</summary>
    public static string NumberText(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf"
        : value.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void Escape(string text, bool isLabel)
    {
        foreach (var character in text)
        {
            _ = character switch
            {
                '\\' => _text.Append(@"\\"),
                '\n' => _text.Append(@"\n"),
                '"' when isLabel => _text.Append("\\\""),
                _ => _text.Append(character),
            };
        }
    }
}
