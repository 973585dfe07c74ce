namespace EdgeConv.Formats.TfLite.FlatBuffers;

/// <summary>Something a FlatBuffer refers to: a table or a vector. Nodes form a tree, which is written parents first.</summary>
internal abstract class FlatNode
{
    /// <summary>Writes the node and what it refers to.</summary>
    /// <returns>The offset a reference to it must lead to.</returns>
    public abstract int Write(FlatWriter writer);
}
