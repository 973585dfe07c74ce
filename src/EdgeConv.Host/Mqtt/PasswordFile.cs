using System.Text;

namespace EdgeConv.Host.Mqtt;

/// <summary>A file whose first line is a password.</summary>
internal static class PasswordFile
{
    private const int MostBytes = 4096;

    /// <summary>Reads it.</summary>
    /// <exception cref="IOException">It cannot be read, or its first line is empty or has no end within reason.</exception>
    public static string Read(string path)
    {
        try
        {
            // Counted while reading: a device does not tell its length, and may have no end.
            using var file = File.OpenRead(path);
            var bytes = new byte[MostBytes + 1];
            var read = bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
            var end = read.IndexOf((byte)'\n');
            if (end < 0 && read.Length > MostBytes)
                throw new IOException($"mqtt: {path}: the first line, which is the password, has more than {MostBytes} bytes.");
            var password = Encoding.UTF8.GetString(end < 0 ? read : read[..end]).TrimEnd('\r');
            return password.Length > 0 ? password : throw new IOException($"mqtt: {path}: the first line, which is the password, is empty.");
        }
        catch (UnauthorizedAccessException problem)
        {
            throw new IOException($"mqtt: {path}: the current user may not read it.", problem);
        }
    }
}
