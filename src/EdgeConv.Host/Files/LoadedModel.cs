using EdgeConv.Models;

namespace EdgeConv.Host.Files;

/// <summary>A model that was read into memory.</summary>
/// <param name="Model">The model.</param>
/// <param name="Bytes">Its file's length; null: it is built in.</param>
/// <param name="Sha256">The SHA-256 of the bytes that were read, in hexadecimal digits; null: it is built in.</param>
internal sealed record LoadedModel(Model Model, long? Bytes, string? Sha256);
