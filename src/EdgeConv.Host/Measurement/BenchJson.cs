using System.Text.Json.Serialization;
using EdgeConv.Host.Output;

namespace EdgeConv.Host.Measurement;

/// <summary>What <c>bench --json</c> prints, as JSON.</summary>
[JsonSerializable(typeof(BenchReport))]
[JsonSerializable(typeof(BottleneckReport))]
internal sealed partial class BenchJson : JsonSerializerContext
{
    /// <summary>In the form of all JSON this program prints (<see cref="JsonText"/>).</summary>
    public static BenchJson Printed { get; } = new(JsonText.NewOptions());
}
