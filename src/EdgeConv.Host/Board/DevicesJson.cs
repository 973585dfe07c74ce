using System.Text.Json.Serialization;
using EdgeConv.Host.Output;

namespace EdgeConv.Host.Board;

/// <summary>What <c>devices --json</c> prints, as JSON.</summary>
[JsonSerializable(typeof(DevicesReport))]
internal sealed partial class DevicesJson : JsonSerializerContext
{
    /// <summary>In the form of all JSON this program prints (<see cref="JsonText"/>).</summary>
    public static DevicesJson Printed { get; } = new(JsonText.NewOptions());
}
