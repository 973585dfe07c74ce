using System.Buffers.Binary;
using System.Text;

namespace EdgeConv.Formats.TfLite.FlatBuffers;

/// <summary>The bytes of a FlatBuffer being written front to back. References point forward only, so what refers is written before what it refers to.</summary>
internal sealed class FlatWriter
{
    private byte[] _bytes = new byte[4096];

    private FlatWriter()
    {
    }

    /// <summary>The number of bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>Writes a whole buffer.</summary>
    /// <param name="root">The root table.</param>
    /// <param name="identifier">The four characters at offset 4.</param>
    public static byte[] Write(FlatNode root, string identifier)
    {
        var writer = new FlatWriter();
        writer.AppendUInt32(0);
        writer.Append(Encoding.ASCII.GetBytes(identifier));
        writer.Refer(0, root.Write(writer));
        // A reader may require of any file that its length be a multiple of its strictest alignment.
        writer.Align(16, 0);
        return writer._bytes.AsSpan(0, writer.Length).ToArray();
    }

    /// <summary>Writes zeros until the offset <paramref name="ahead"/> bytes from here is a multiple of <paramref name="alignment"/>.</summary>
    public void Align(int alignment, int ahead)
    {
        while ((Length + ahead) % alignment != 0)
            Append([0]);
    }

    /// <summary>Writes bytes.</summary>
    /// <returns>The offset of the first.</returns>
    public int Append(ReadOnlySpan<byte> bytes)
    {
        var start = Length;
        var needed = checked(start + bytes.Length);
        if (needed > _bytes.Length)
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(needed, _bytes.Length * 2L)));
        bytes.CopyTo(_bytes.AsSpan(start));
        Length = needed;
        return start;
    }

    /// <summary>Writes an unsigned 32-bit integer.</summary>
    /// <returns>Its offset.</returns>
    public int AppendUInt32(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return Append(bytes);
    }

    /// <summary>Overwrites bytes written before.</summary>
    public void Patch(int offset, ReadOnlySpan<byte> bytes) => bytes.CopyTo(_bytes.AsSpan(offset, bytes.Length));

    /// <summary>Overwrites an unsigned 32-bit integer written before.</summary>
    public void Patch(int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(offset), value);

    /// <summary>Makes the reference at <paramref name="offset"/> lead to <paramref name="target"/>.</summary>
    public void Refer(int offset, int target) => Patch(offset, (uint)(target - offset));
}
