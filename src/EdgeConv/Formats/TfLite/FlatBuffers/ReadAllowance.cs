using EdgeConv.Models;

namespace EdgeConv.Formats.TfLite.FlatBuffers;

/// <summary>
/// Bounds the work one buffer can cause. Tables of a FlatBuffer may overlap, so a small hostile file can describe a large tree: a vector of
/// a million references to one table that holds a million scales. An honest writer shares next to nothing.
/// </summary>
/// <param name="length">The buffer's length in bytes.</param>
/// <param name="baseOffset">Where the buffer begins in its file.</param>
internal sealed class ReadAllowance(int length, long baseOffset = 0)
{
    /// <summary>The most tables one buffer may have; the FlatBuffers verifier sets its own limit for the same reason.</summary>
    public const int MaxTables = 1 << 18;

    private const int Sharing = 8;

    private long _bytes = ((long)length * Sharing) + 4096;
    private int _tables = MaxTables;

    /// <summary>Where the buffer begins in its file.</summary>
    public long BaseOffset { get; } = baseOffset;

    /// <summary>Pays for a table.</summary>
    /// <exception cref="ModelFormatException">There are too many.</exception>
    public void ChargeTable(int bytes)
    {
        if (--_tables < 0)
            throw new ModelFormatException("file", $"has more than {MaxTables} tables");
        ChargeBytes(bytes);
    }

    /// <summary>Pays for the bytes of a vector or string that is read element by element.</summary>
    /// <exception cref="ModelFormatException">Far more bytes have been read than the file has.</exception>
    public void ChargeBytes(long bytes)
    {
        _bytes -= bytes;
        if (_bytes < 0)
            throw new ModelFormatException("file", $"its tables overlap: reading them takes more than {Sharing} times the file's length");
    }
}
