namespace EdgeConv.Formats.TfLite.FlatBuffers;

/// <summary>A vector of tables to be written.</summary>
/// <param name="items">The tables, in order.</param>
internal sealed class TableVectorNode(IReadOnlyList<FlatNode> items) : FlatNode
{
    /// <inheritdoc/>
    public override int Write(FlatWriter writer)
    {
        writer.Align(4, 0);
        var start = writer.AppendUInt32((uint)items.Count);
        writer.Append(new byte[items.Count * 4]);
        for (var index = 0; index < items.Count; index++)
            writer.Refer(start + 4 + (index * 4), items[index].Write(writer));
        return start;
    }
}
