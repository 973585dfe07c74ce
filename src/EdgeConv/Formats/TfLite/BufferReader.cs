using EdgeConv.Formats.TfLite.FlatBuffers;
using EdgeConv.Models;

namespace EdgeConv.Formats.TfLite;

/// <summary>Reads the buffers of a model: where each constant's bytes lie.</summary>
internal static class BufferReader
{
    /// <summary>Reads all buffers.</summary>
    /// <param name="model">The root table.</param>
    /// <param name="file">The whole file, of which the results are slices.</param>
    /// <returns>The bytes of each buffer; empty for those that belong to no constant.</returns>
    /// <exception cref="ModelFormatException">A buffer lies outside the file.</exception>
    public static ReadOnlyMemory<byte>[] Read(FlatTable model, ReadOnlyMemory<byte> file)
    {
        var tables = model.Vector(SchemaFields.Model.Buffers, "buffers", 4);
        var buffers = new ReadOnlyMemory<byte>[tables.Length];
        for (var index = 0; index < buffers.Length; index++)
            buffers[index] = ReadOne(tables.Table(index), file);
        if (buffers.Length > 0 && !buffers[0].IsEmpty)
            throw tables.Fault(0, "buffer 0 must be empty: tensors without data refer to it");
        return buffers;
    }

    private static ReadOnlyMemory<byte> ReadOne(FlatTable buffer, ReadOnlyMemory<byte> file)
    {
        // A file too large for FlatBuffer offsets keeps its data behind the FlatBuffer; 0 and 1 are placeholders there (schema.fbs, Buffer).
        var offset = buffer.UInt64(SchemaFields.Buffer.Offset, "offset");
        if (offset > 1)
        {
            var size = buffer.UInt64(SchemaFields.Buffer.Size, "size");
            if (offset > (ulong)file.Length)
                throw buffer.Fault(SchemaFields.Buffer.Offset, "offset", $"{offset} lies outside the file ({file.Length} bytes)");
            if (size > (ulong)file.Length - offset)
                throw buffer.Fault(SchemaFields.Buffer.Size, "size", $"{size} bytes from {offset} reach past the end of the file ({file.Length} bytes)");
            return file.Slice((int)offset, (int)size);
        }

        var data = buffer.VectorUnread(SchemaFields.Buffer.Data, "data", 1);
        return data.Length == 0 ? ReadOnlyMemory<byte>.Empty : file.Slice(data.Start, data.Length);
    }
}
