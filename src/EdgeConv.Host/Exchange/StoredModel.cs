namespace EdgeConv.Host.Exchange;

/// <summary>A model that was sent.</summary>
/// <param name="File">Its file's name in the folder for state.</param>
/// <param name="Name">What the sender calls it.</param>
/// <param name="Bytes">The file's length.</param>
/// <param name="Sha256">The file's SHA-256, in hexadecimal digits.</param>
/// <param name="Since">When it was sent.</param>
internal sealed record StoredModel(string File, string Name, long Bytes, string Sha256, DateTimeOffset Since);
