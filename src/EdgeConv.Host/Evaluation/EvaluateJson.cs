using System.Text.Json.Serialization;
using EdgeConv.Host.Output;

namespace EdgeConv.Host.Evaluation;

/// <summary>What <c>evaluate --json</c> prints, as JSON.</summary>
[JsonSerializable(typeof(EvaluateReport))]
internal sealed partial class EvaluateJson : JsonSerializerContext
{
    /// <summary>In the form of all JSON this program prints (<see cref="JsonText"/>).</summary>
    public static EvaluateJson Printed { get; } = new(JsonText.NewOptions());
}
