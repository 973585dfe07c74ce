using System.Buffers;
using System.IO.MemoryMappedFiles;
using EdgeConv.Models;
using Microsoft.Win32.SafeHandles;

namespace EdgeConv.Formats.TfLite;

/// <summary>
/// A file mapped into memory, read only. The mapping lives as long as any memory sliced from it: constants of a model are pages of the file
/// that the kernel reads when they are first touched and may drop again, which matters on a board of 512 MB.
/// </summary>
internal sealed unsafe class MappedFile : MemoryManager<byte>
{
    // The view handle unmaps when it is finalized; taking a counted pointer from it would keep it mapped for ever.
    private readonly SafeMemoryMappedViewHandle _view;
    private readonly int _length;

    private MappedFile(SafeMemoryMappedViewHandle view, int length)
    {
        _view = view;
        _length = length;
    }

    /// <summary>Maps a whole file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ModelFormatException">The file is empty or larger than 2 GB.</exception>
    public static MappedFile Open(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no model file \"{path}\".", path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        if (!file.CanSeek)
            throw new ModelFormatException("file", "is a pipe, which cannot be mapped into memory; save the model to disk first");
        if (file.Length == 0)
            throw new ModelFormatException("file", "is empty");
        if (file.Length > int.MaxValue)
            throw new ModelFormatException("file", $"has {file.Length} bytes; at most {int.MaxValue} can be read");
        using var mapping = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        // The accessor is a wrapper; its handle outlives it and is what owns the pages.
        var accessor = mapping.CreateViewAccessor(0, file.Length, MemoryMappedFileAccess.Read);
        return new MappedFile(accessor.SafeMemoryMappedViewHandle, (int)file.Length);
    }

    /// <inheritdoc/>
    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_view.IsClosed, this);
        return new Span<byte>((void*)_view.DangerousGetHandle(), _length);
    }

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)_length, nameof(elementIndex));
        // The handle refers back to this object, so a pinned pointer keeps the mapping alive.
        return new MemoryHandle((byte*)_view.DangerousGetHandle() + elementIndex, default, this);
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _view.Dispose();
}
