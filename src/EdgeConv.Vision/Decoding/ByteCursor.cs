using System.Buffers.Binary;

namespace EdgeConv.Vision.Decoding;

/// <summary>Reads little-endian fields one after the other; reading past the end is a <see cref="PictureFormatException"/>.</summary>
internal ref struct ByteCursor(string format, ReadOnlySpan<byte> file, int position = 0)
{
    private readonly ReadOnlySpan<byte> _file = file;

    public int Position { get; private set; } = position;

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > _file.Length - Position)
            throw new PictureFormatException(format, $"the file is cut short: it ends after {_file.Length} bytes", Position, "Fetch it again.");
        var taken = _file.Slice(Position, count);
        Position += count;
        return taken;
    }
}
