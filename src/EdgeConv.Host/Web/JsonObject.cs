using System.Buffers;
using System.Text.Json;

namespace EdgeConv.Host.Web;

/// <summary>Objects of JSON as bytes.</summary>
internal static class JsonObject
{
    /// <summary>An object.</summary>
    /// <param name="members">Writes what is in it.</param>
    public static ReadOnlyMemory<byte> Of(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
