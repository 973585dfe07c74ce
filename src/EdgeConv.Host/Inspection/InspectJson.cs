using System.Text.Json.Serialization;
using EdgeConv.Host.Output;

namespace EdgeConv.Host.Inspection;

/// <summary>What <c>inspect --json</c> prints, as JSON.</summary>
[JsonSerializable(typeof(InspectReport))]
internal sealed partial class InspectJson : JsonSerializerContext
{
    /// <summary>In the form of all JSON this program prints (<see cref="JsonText"/>).</summary>
    public static InspectJson Printed { get; } = new(JsonText.NewOptions());
}
