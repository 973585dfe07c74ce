using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace EdgeConv.Formats.TfLite.FlatBuffers;

/// <summary>A table to be written. Fields that have their default value are left out, as the format wants.</summary>
internal sealed class TableNode : FlatNode
{
    private readonly List<Field> _fields = [];

    /// <summary>Adds an 8-bit number.</summary>
    public TableNode Int8(int field, sbyte value, sbyte absent = 0) => value == absent ? this : Add(field, 1, (byte)value);

    /// <summary>Adds an unsigned 8-bit number.</summary>
    public TableNode UInt8(int field, byte value) => value == 0 ? this : Add(field, 1, value);

    /// <summary>Adds a truth value.</summary>
    public TableNode Boolean(int field, bool value) => value ? Add(field, 1, 1) : this;

    /// <summary>Adds a 32-bit integer.</summary>
    public TableNode Int32(int field, int value, int absent = 0) => value == absent ? this : Add(field, 4, (uint)value);

    /// <summary>Adds a binary32 number.</summary>
    public TableNode Float32(int field, float value) =>
        BitConverter.SingleToUInt32Bits(value) == 0 ? this : Add(field, 4, BitConverter.SingleToUInt32Bits(value));

    /// <summary>Adds a reference to another node.</summary>
    public TableNode Node(int field, FlatNode? node)
    {
        if (node is not null)
            _fields.Add(new Field(field, 4, 0, node));
        return this;
    }

    /// <summary>Adds a string.</summary>
    public TableNode Text(int field, string value) => Node(field, value.Length == 0 ? null : VectorNode.Text(value));

    /// <summary>Adds a list of 32-bit integers; an empty list is left out.</summary>
    public TableNode Int32Vector(int field, IReadOnlyCollection<int> values) => Node(field, values.Count == 0 ? null : VectorNode.Of(values.ToArray(), 4));

    /// <inheritdoc/>
    public override int Write(FlatWriter writer)
    {
        var slots = _fields.Count == 0 ? 0 : _fields.Max(field => field.Number) + 1;
        Span<ushort> vtable = stackalloc ushort[slots + 2];
        vtable.Clear();
        var size = 4;
        // The largest first: then nothing but the start of the table needs aligning.
        var order = _fields.OrderByDescending(field => field.Size).ToArray();
        foreach (var field in order)
        {
            vtable[field.Number + 2] = (ushort)size;
            size += field.Size;
        }

        vtable[0] = (ushort)(vtable.Length * 2);
        vtable[1] = (ushort)size;
        writer.Align(2, 0);
        var vtableAt = writer.Append(MemoryMarshal.AsBytes(vtable));
        writer.Align(4, 0);
        var start = writer.Append(new byte[size]);
        writer.Patch(start, (uint)(start - vtableAt));
        Span<byte> bits = stackalloc byte[4];
        foreach (var field in order)
        {
            if (field.Child is not null)
                continue;
            BinaryPrimitives.WriteUInt32LittleEndian(bits, field.Bits);
            writer.Patch(start + vtable[field.Number + 2], bits[..field.Size]);
        }

        foreach (var field in order)
        {
            if (field.Child is not null)
                writer.Refer(start + vtable[field.Number + 2], field.Child.Write(writer));
        }

        return start;
    }

    private TableNode Add(int field, int size, uint bits)
    {
        _fields.Add(new Field(field, size, bits, null));
        return this;
    }

    private readonly record struct Field(int Number, int Size, uint Bits, FlatNode? Child);
}
