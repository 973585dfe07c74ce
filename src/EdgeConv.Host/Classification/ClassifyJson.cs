using System.Text.Json.Serialization;
using EdgeConv.Host.Output;

namespace EdgeConv.Host.Classification;

/// <summary>What <c>classify --json</c> prints, as JSON.</summary>
[JsonSerializable(typeof(ClassifyReport))]
internal sealed partial class ClassifyJson : JsonSerializerContext
{
    /// <summary>In the form of all JSON this program prints (<see cref="JsonText"/>).</summary>
    public static ClassifyJson Printed { get; } = new(JsonText.NewOptions());
}
