using System.Buffers.Binary;

namespace EdgeConv.Tests.Vision.Decoding;

/// <summary>Puts files together field by field.</summary>
internal sealed class Bytes
{
    private readonly List<byte> _bytes = [];

    public int Length => _bytes.Count;

    public Bytes Add(params ReadOnlySpan<byte> values)
    {
        _bytes.AddRange(values);
        return this;
    }

    public Bytes Little16(int value) => Add((byte)value, (byte)(value >> 8));

    public Bytes Little32(uint value) => Little16((int)(value & 0xFFFF)).Little16((int)(value >> 16));

    public Bytes Big16(int value) => Add((byte)(value >> 8), (byte)value);

    public Bytes Big32(uint value) => Big16((int)(value >> 16)).Big16((int)(value & 0xFFFF));

    public Bytes Text(string ascii) => Add([.. ascii.Select(letter => (byte)letter)]);

    public byte[] ToArray() => [.. _bytes];

    public static byte[] Changed(byte[] file, int at, params ReadOnlySpan<byte> values)
    {
        var changed = file.ToArray();
        values.CopyTo(changed.AsSpan(at));
        return changed;
    }

    public static byte[] ChangedBig32(byte[] file, int at, uint value)
    {
        var changed = file.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(changed.AsSpan(at), value);
        return changed;
    }
}
