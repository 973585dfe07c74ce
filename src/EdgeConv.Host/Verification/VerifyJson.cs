using System.Text.Json.Serialization;
using EdgeConv.Host.Output;

namespace EdgeConv.Host.Verification;

/// <summary>What <c>verify --json</c> prints, as JSON: the layers, or how they compare.</summary>
[JsonSerializable(typeof(LayerRecord[]))]
[JsonSerializable(typeof(VerifyReport))]
internal sealed partial class VerifyJson : JsonSerializerContext
{
    /// <summary>In the form of all JSON this program prints (<see cref="JsonText"/>).</summary>
    public static VerifyJson Printed { get; } = new(JsonText.NewOptions());
}
