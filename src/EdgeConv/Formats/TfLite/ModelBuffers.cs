using EdgeConv.Formats.TfLite.FlatBuffers;
using EdgeConv.Models;

namespace EdgeConv.Formats.TfLite;

/// <summary>The buffers of a model: where in the file each constant's bytes lie.</summary>
internal sealed class ModelBuffers
{
    private readonly ReadOnlyMemory<byte> _file;
    private readonly (int Offset, int Length)[] _ranges;

    private ModelBuffers(ReadOnlyMemory<byte> file, (int Offset, int Length)[] ranges)
    {
        _file = file;
        _ranges = ranges;
    }

    /// <summary>The number of buffers.</summary>
    public int Count => _ranges.Length;

    /// <summary>The bytes of a buffer; empty for one that belongs to no constant.</summary>
    public ReadOnlyMemory<byte> this[uint index] => _file.Slice(_ranges[index].Offset, _ranges[index].Length);

    /// <summary>Where a buffer begins in the file.</summary>
    public int OffsetOf(uint index) => _ranges[index].Offset;

    /// <summary>Reads the list of buffers.</summary>
    /// <param name="model">The root table.</param>
    /// <param name="file">The whole file.</param>
    /// <exception cref="ModelFormatException">A buffer lies outside the file.</exception>
    public static ModelBuffers Read(FlatTable model, ReadOnlyMemory<byte> file)
    {
        var tables = model.Vector(SchemaFields.Model.Buffers, "buffers", 4);
        var ranges = new (int Offset, int Length)[tables.Length];
        for (var index = 0; index < ranges.Length; index++)
            ranges[index] = ReadOne(tables.Table(index), file.Length);
        if (ranges.Length > 0 && ranges[0].Length != 0)
            throw tables.Fault(0, "buffer 0 must be empty: tensors without data refer to it");
        return new ModelBuffers(file, ranges);
    }

    /// <summary>Reads a field that names a buffer.</summary>
    /// <exception cref="ModelFormatException">There is no such buffer.</exception>
    public uint Require(FlatTable table, int field)
    {
        var index = table.UInt32(field, "buffer");
        // Tensors without data say 0 even where the list of buffers is empty.
        return index == 0 || index < _ranges.Length ? index : throw table.Fault(field, "buffer", $"buffer {index} does not exist (there are {_ranges.Length})");
    }

    private static (int Offset, int Length) ReadOne(FlatTable buffer, int fileLength)
    {
        // A file too large for FlatBuffer offsets keeps its data behind the FlatBuffer; 0 and 1 are placeholders there (schema.fbs, Buffer).
        var offset = buffer.UInt64(SchemaFields.Buffer.Offset, "offset");
        if (offset > 1)
        {
            var size = buffer.UInt64(SchemaFields.Buffer.Size, "size");
            if (offset > (ulong)fileLength)
                throw buffer.Fault(SchemaFields.Buffer.Offset, "offset", $"{offset} lies outside the file ({fileLength} bytes)");
            if (size > (ulong)fileLength - offset)
                throw buffer.Fault(SchemaFields.Buffer.Size, "size", $"{size} bytes from {offset} reach past the end of the file ({fileLength} bytes)");
            return ((int)offset, (int)size);
        }

        var data = buffer.VectorUnread(SchemaFields.Buffer.Data, "data", 1);
        return (data.Start, data.Length);
    }
}
