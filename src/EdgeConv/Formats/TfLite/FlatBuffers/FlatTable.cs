using System.Buffers.Binary;
using System.Text;
using EdgeConv.Models;

namespace EdgeConv.Formats.TfLite.FlatBuffers;

/// <summary>
/// A table of a FlatBuffer. A table begins with the signed distance back to its vtable; the vtable has its own size, the table's size, and
/// for each field the distance from the table's start, 0 when the field is absent (FlatBuffers internals, "Tables"). Every read is checked
/// against the table and the file, so a view can be handed out before anything in it is trusted.
/// </summary>
internal readonly ref struct FlatTable
{
    private const int VtableHeader = 4;

    private readonly ReadOnlySpan<byte> _file;
    private readonly int _start;
    private readonly int _size;
    private readonly int _vtable;
    private readonly int _vtableSize;

    /// <summary>Views the table that begins at <paramref name="start"/>, which must lie at least 4 bytes before the end of the file.</summary>
    /// <exception cref="ModelFormatException">The table or its vtable is broken.</exception>
    public FlatTable(ReadOnlySpan<byte> file, int start, FieldPath path)
    {
        _file = file;
        _start = start;
        Path = path;
        var vtable = start - (long)BinaryPrimitives.ReadInt32LittleEndian(file[start..]);
        if (vtable < 0 || vtable > file.Length - VtableHeader)
            throw Broken($"its vtable lies outside the file (at {vtable + path.Allowance.BaseOffset})");
        _vtable = (int)vtable;
        _vtableSize = BinaryPrimitives.ReadUInt16LittleEndian(file[_vtable..]);
        _size = BinaryPrimitives.ReadUInt16LittleEndian(file[(_vtable + 2)..]);
        if (_vtableSize < VtableHeader || _vtableSize % 2 != 0 || _vtableSize > file.Length - _vtable)
            throw Broken($"a vtable of {_vtableSize} bytes is impossible");
        if (_size < 4 || _size > file.Length - start)
            throw Broken($"a table of {_size} bytes does not fit the file");
        path.Allowance.ChargeTable(_size);
    }

    private FlatTable(FlatTable owner, FieldPath path)
    {
        _file = owner._file;
        _start = owner._start;
        Path = path;
    }

    /// <summary>Where this table stands.</summary>
    public FieldPath Path { get; }

    /// <summary>Views the root table of a buffer.</summary>
    /// <param name="file">The whole buffer.</param>
    /// <param name="identifier">The four characters that must stand at offset 4.</param>
    /// <param name="format">What such a file is called, for the message.</param>
    /// <param name="path">Where the buffer stands.</param>
    /// <exception cref="ModelFormatException">This is no such buffer.</exception>
    public static FlatTable Root(ReadOnlySpan<byte> file, string identifier, string format, FieldPath path)
    {
        if (file.Length < 12)
            throw new ModelFormatException(path.Of("header"), $"{file.Length} bytes are too few to be {format}", path.Allowance.BaseOffset);
        var found = file.Slice(4, 4);
        if (!Encoding.ASCII.GetBytes(identifier).AsSpan().SequenceEqual(found))
            throw new ModelFormatException(path.Of("header"), $"the identifier is {Printable(found)}, not \"{identifier}\": this is not {format}", path.Allowance.BaseOffset + 4);
        return new FlatTable(file, Follow(file, 0, path, "header"), path);
    }

    /// <summary>A table without fields that stands in for one the file leaves out.</summary>
    public FlatTable Missing(string name) => new(this, new FieldPath(Path, name));

    /// <summary>Reads an 8-bit enum or number.</summary>
    public sbyte Int8(int field, string name, sbyte absent = 0) => TryFind(field, 1, name, out var at) ? (sbyte)_file[at] : absent;

    /// <summary>Reads an unsigned 8-bit number: the tag of a union.</summary>
    public byte UInt8(int field, string name) => TryFind(field, 1, name, out var at) ? _file[at] : (byte)0;

    /// <summary>Reads a truth value; anything but 0 is true.</summary>
    public bool Boolean(int field, string name, bool absent = false) => TryFind(field, 1, name, out var at) ? _file[at] != 0 : absent;

    /// <summary>Reads a 32-bit integer.</summary>
    public int Int32(int field, string name, int absent = 0) =>
        TryFind(field, 4, name, out var at) ? BinaryPrimitives.ReadInt32LittleEndian(_file[at..]) : absent;

    /// <summary>Reads an unsigned 32-bit integer.</summary>
    public uint UInt32(int field, string name) => TryFind(field, 4, name, out var at) ? BinaryPrimitives.ReadUInt32LittleEndian(_file[at..]) : 0;

    /// <summary>Reads an unsigned 64-bit integer.</summary>
    public ulong UInt64(int field, string name) => TryFind(field, 8, name, out var at) ? BinaryPrimitives.ReadUInt64LittleEndian(_file[at..]) : 0;

    /// <summary>Reads a binary32 number.</summary>
    public float Float32(int field, string name) => TryFind(field, 4, name, out var at) ? BinaryPrimitives.ReadSingleLittleEndian(_file[at..]) : 0;

    /// <summary>Reads a string; empty when absent. Bytes that are no UTF-8 become replacement characters: names are only for messages.</summary>
    public string Text(int field, string name)
    {
        var bytes = Vector(field, name, 1);
        return bytes.Length == 0 ? "" : Encoding.UTF8.GetString(bytes.Bytes);
    }

    /// <summary>Views a table field.</summary>
    /// <returns>Whether it is present.</returns>
    public bool TryTable(int field, string name, out FlatTable table)
    {
        if (!TryFind(field, 4, name, out var at))
        {
            table = default;
            return false;
        }

        table = new FlatTable(_file, Follow(_file, at, Path, name), new FieldPath(Path, name));
        return true;
    }

    /// <summary>Views a vector field and pays for reading its elements; empty when absent.</summary>
    public FlatVector Vector(int field, string name, int elementSize)
    {
        var vector = VectorUnread(field, name, elementSize);
        Path.Allowance.ChargeBytes((long)vector.Length * elementSize);
        return vector;
    }

    /// <summary>Views a vector field whose elements are not read one by one: constant data.</summary>
    public FlatVector VectorUnread(int field, string name, int elementSize)
    {
        if (!TryFind(field, 4, name, out var at))
            return new FlatVector(_file, _start, 0, elementSize, Path, name);
        var start = Follow(_file, at, Path, name);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(_file[start..]);
        if ((long)length * elementSize > _file.Length - start - 4)
            throw new ModelFormatException(Path.Of(name), $"a length of {length} reaches past the end of the file", start + Path.Allowance.BaseOffset);
        return new FlatVector(_file, start + 4, (int)length, elementSize, Path, name);
    }

    /// <summary>Reports a fault in the value of a field.</summary>
    public ModelFormatException Fault(int field, string name, string fault)
    {
        var at = TryFind(field, 1, name, out var position) ? position : _start;
        return new ModelFormatException(Path.Of(name), fault, at + Path.Allowance.BaseOffset);
    }

    /// <summary>Resolves the reference stored at <paramref name="position"/>; at least 4 bytes of the file follow the result.</summary>
    internal static int Follow(ReadOnlySpan<byte> file, int position, FieldPath path, string name, int index = -1)
    {
        var distance = BinaryPrimitives.ReadUInt32LittleEndian(file[position..]);
        if (distance < 4 || distance > file.Length - 4 - position)
            throw new ModelFormatException(path.Of(name, index), $"a reference of {distance} bytes leads nowhere", position + path.Allowance.BaseOffset);
        return position + (int)distance;
    }

    private static string Printable(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (value is < 0x20 or > 0x7e)
                return "0x" + Convert.ToHexString(bytes);
        }

        return $"\"{Encoding.ASCII.GetString(bytes)}\"";
    }

    private bool TryFind(int field, int size, string name, out int position)
    {
        position = 0;
        var slot = VtableHeader + (2 * field);
        if (slot + 2 > _vtableSize)
            return false;
        int within = BinaryPrimitives.ReadUInt16LittleEndian(_file[(_vtable + slot)..]);
        if (within == 0)
            return false;
        if (within < 4 || within + size > _size)
            throw new ModelFormatException(Path.Of(name), $"the field lies outside its table ({within} of {_size} bytes)", _vtable + slot + Path.Allowance.BaseOffset);
        position = _start + within;
        return true;
    }

    private ModelFormatException Broken(string fault) => new(Path.Of(""), fault, _start + Path.Allowance.BaseOffset);
}
